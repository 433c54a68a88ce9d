package ansatz.continuum.observable;

import ansatz.continuum.space.ParticleSystem;
import ansatz.continuum.space.Space;
import ansatz.observable.Quantity;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import java.util.ArrayList;
import java.util.List;

/// The density of all particles about the origin of open space, n(r) = sum_i <delta(|x_i| - r)> / (surface of the
/// sphere), each part of the curve its mean over a spherical shell. Its integral over space is the number of
/// particles; how many were beyond the last shell stands beside it.
@Name(
        value = "density",
        summary = "Density n(r) of the particles at the distance r from the centre of a trap or the nucleus")
public record OneBodyDensity(
        @Key(value = "parts of the curve", min = 1, max = 10_000)
        int bins,

        @Key(value = "where the curve ends", unit = "length of the system", above = 0, max = 1e6)
        double radius)
        implements ParticleObservable {

    /// Forty parts up to five lengths of the system: oscillator lengths, or bohr about a nucleus.
    public static final OneBodyDensity DEFAULTS = new OneBodyDensity(40, 5);

    @Override
    public String label() {
        return "density";
    }

    @Override
    public double columns(ParticleSystem system) {
        return bins + 1.0;
    }

    @Override
    public void check(ParticleSystem system, Problems problems) {
        if (system.space() instanceof Space.Torus) {
            problems.add("", "is the same everywhere on a torus, which has no centre; space must be open");
        }
    }

    @Override
    public ParticleEstimator on(ParticleSystem system, String length) {
        int dimension = system.space().dimension();
        var shells = new Shells(bins, radius * system.scale());
        var quantities = new ArrayList<Quantity>();
        quantities.add(new Quantity("particles_beyond_radius", "", List.of(bins), null, null));
        quantities.addAll(shells.curve(label(), "distance", length, Shells.perVolume(length, dimension), 0));
        var weights = new double[bins + 1];
        for (int part = 0; part < bins; part++) {
            weights[part] = 1 / shells.volume(part, dimension);
        }
        weights[bins] = 1;
        return new ParticleEstimator(
                quantities,
                bins + 1,
                weights,
                (drawn, from, to, out) -> count(system, shells, weights, drawn.positions(), from, to, out));
    }

    private static void count(
            ParticleSystem system, Shells shells, double[] weights, double[] x, int from, int to, double[][] out) {
        int d = system.space().dimension();
        int width = system.coordinates();
        for (int n = from; n < to; n++) {
            for (double[] column : out) {
                column[n] = 0;
            }
            for (int i = n * width; i < (n + 1) * width; i += d) {
                double square = 0;
                for (int a = i; a < i + d; a++) {
                    square += x[a] * x[a];
                }
                int part = shells.of(Math.sqrt(square));
                out[part][n] += weights[part];
            }
        }
    }
}
