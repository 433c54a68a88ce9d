package ansatz.continuum.observable;

import ansatz.continuum.space.ParticleSystem;
import ansatz.continuum.space.Space;
import ansatz.continuum.space.Waves;
import ansatz.observable.Quantity;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import java.util.ArrayList;
import java.util.List;

/// The structure factor of a torus, S(k) = <|sum_i exp(i k.x_i)|^2>/N at k = 2 pi n/L, the mean over all wave
/// vectors of one length: one point for each shell.
@Name(
        value = "structure-factor",
        summary =
                "Structure factor S(k) = <|sum_i exp(i k.x_i)|^2>/N on a torus, the mean over each shell of wave vectors",
        exact = "free fermions")
public record DensityStructure(
        @Key(value = "shells of wave vectors, from the shortest", min = 1, max = 200)
        int shells) implements ParticleObservable {

    /// Twelve shells.
    public static final DensityStructure DEFAULTS = new DensityStructure(12);

    @Override
    public String label() {
        return "structure_factor";
    }

    @Override
    public double columns(ParticleSystem system) {
        return shells;
    }

    @Override
    public void check(ParticleSystem system, Problems problems) {
        if (!(system.space() instanceof Space.Torus)) {
            problems.add("", "wants the wave vectors of a torus, but space is open; it must be a torus");
        }
    }

    @Override
    public ParticleEstimator on(ParticleSystem system, String length) {
        if (!(system.space() instanceof Space.Torus torus)) {
            throw new IllegalArgumentException("wave vectors are those of a torus; space is open");
        }
        double unit = 2 * Math.PI / torus.length();
        var waves = lowest(torus.dimension());
        var quantities = new ArrayList<Quantity>();
        for (var shell : waves) {
            double k = unit * Math.sqrt(Waves.squared(shell.getFirst()));
            var place = new Quantity.Place("wave vector", Shells.perVolume(length, 1), k, List.of(k));
            quantities.add(new Quantity(label(), "", List.of(quantities.size()), null, place));
        }
        int most = (int) Math.sqrt(Waves.squared(waves.getLast().getFirst()));
        return new ParticleEstimator(quantities, waves.size(), new double[0], (drawn, from, to, out) -> {
            var phases = new Phases(system, unit, most);
            for (int n = from; n < to; n++) {
                phases.read(drawn.positions(), n * system.coordinates());
                for (int s = 0; s < waves.size(); s++) {
                    double sum = 0;
                    for (int[] wave : waves.get(s)) {
                        sum += phases.intensity(wave);
                    }
                    out[s][n] = sum / waves.get(s).size();
                }
            }
        });
    }

    /// The shells, one of each pair n, -n.
    private List<List<int[]>> lowest(int dimension) {
        for (int square = shells; ; square *= 2) {
            var found = new ArrayList<List<int[]>>();
            int before = 0;
            for (int[] n : Waves.pairs(dimension, square)) {
                if (Waves.squared(n) > before) {
                    before = Waves.squared(n);
                    found.add(new ArrayList<>());
                }
                found.getLast().add(n);
            }
            if (found.size() >= shells) {
                return found.subList(0, shells);
            }
        }
    }

    /// exp(i n 2 pi x/L) of all coordinates of a configuration, for n up to a number: each from the one before.
    private static final class Phases {
        private final int particles;
        private final int dimension;
        private final double unit;
        private final double[][] cos;
        private final double[][] sin;

        Phases(ParticleSystem system, double unit, int most) {
            this.particles = system.particles().count();
            this.dimension = system.space().dimension();
            this.unit = unit;
            this.cos = new double[most + 1][system.coordinates()];
            this.sin = new double[most + 1][system.coordinates()];
        }

        void read(double[] x, int from) {
            for (int c = 0; c < cos[0].length; c++) {
                double re = Math.cos(unit * x[from + c]);
                double im = Math.sin(unit * x[from + c]);
                cos[0][c] = 1;
                sin[0][c] = 0;
                for (int n = 1; n < cos.length; n++) {
                    cos[n][c] = cos[n - 1][c] * re - sin[n - 1][c] * im;
                    sin[n][c] = cos[n - 1][c] * im + sin[n - 1][c] * re;
                }
            }
        }

        /// |sum_i exp(i k.x_i)|^2/N.
        double intensity(int[] wave) {
            double sumRe = 0;
            double sumIm = 0;
            for (int i = 0; i < particles; i++) {
                double re = 1;
                double im = 0;
                for (int a = 0; a < dimension; a++) {
                    int n = Math.abs(wave[a]);
                    double c = cos[n][i * dimension + a];
                    double s = wave[a] < 0 ? -sin[n][i * dimension + a] : sin[n][i * dimension + a];
                    double kept = re * c - im * s;
                    im = re * s + im * c;
                    re = kept;
                }
                sumRe += re;
                sumIm += im;
            }
            return (sumRe * sumRe + sumIm * sumIm) / particles;
        }
    }
}
