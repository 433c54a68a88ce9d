package ansatz.continuum.observable;

import ansatz.continuum.space.ParticleSystem;
import ansatz.continuum.space.Space;
import ansatz.observable.Quantity;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import java.util.ArrayList;
import java.util.Arrays;

/// The probability density of the distance of two particles in open space by channel: P(r) dr is the share of pairs
/// whose distance is between r and r + dr. Its integral over r is 1.
@Name(
        value = "pair-distance",
        summary =
                "Probability density of the distance of two particles, of the same and of opposite spin, in open space",
        exact = "free bosons in a trap")
public record PairDistance(
        @Key(value = "parts of the curve", min = 1, max = 10_000)
        int bins,

        @Key(value = "where the curve ends", unit = "length of the system", above = 0, max = 1e6)
        double radius)
        implements ParticleObservable {

    /// Forty parts up to eight lengths of the system.
    public static final PairDistance DEFAULTS = new PairDistance(40, 8);

    @Override
    public String label() {
        return "pair_distance";
    }

    @Override
    public double columns(ParticleSystem system) {
        return (double) bins * Channel.most(system);
    }

    @Override
    public void check(ParticleSystem system, Problems problems) {
        if (system.space() instanceof Space.Torus) {
            problems.add("", "is for open space; on a torus take \"pair-distribution\"");
        } else if (system.particles().count() < 2) {
            problems.add("", "wants pairs, but there is 1 particle; there must be at least 2");
        }
    }

    @Override
    public ParticleEstimator on(ParticleSystem system, String length) {
        var shells = new Shells(bins, radius * system.scale());
        var channels = Channel.of(system);
        var weights = new double[channels.size()][bins];
        var quantities = new ArrayList<Quantity>();
        for (int c = 0; c < weights.length; c++) {
            var channel = channels.get(c);
            Arrays.fill(weights[c], 1 / (channel.pairs().size() * shells.width()));
            quantities.addAll(shells.curve(
                    label() + "_" + channel.name(), "distance", length, Shells.perVolume(length, 1), c * bins));
        }
        return new ParticleEstimator(
                quantities, weights.length * bins, Channel.joined(weights), (drawn, from, to, out) -> {
                    for (int c = 0; c < weights.length; c++) {
                        channels.get(c).count(system, shells, weights[c], drawn.positions(), from, to, out, c * bins);
                    }
                });
    }
}
