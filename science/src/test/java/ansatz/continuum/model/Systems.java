package ansatz.continuum.model;

import ansatz.continuum.space.ParticleSystem;
import ansatz.continuum.space.ParticleSystem.Centre;
import ansatz.continuum.space.ParticleSystem.Cusps;
import ansatz.continuum.space.Particles;
import ansatz.continuum.space.Space;
import java.util.List;
import java.util.Random;

/// Systems of two to eight particles in one to three dimensions.
final class Systems {
    static final ParticleSystem LINE = trap(1, Particles.spinHalf(3, 0), 0.8, Cusps.NONE);
    static final ParticleSystem DOT_2 = trap(2, Particles.spinHalf(1, 1), 1, new Cusps(1 / 3.0, 1, List.of()));
    static final ParticleSystem DOT_6 = trap(2, Particles.spinHalf(3, 3), 1, new Cusps(1 / 3.0, 1, List.of()));
    static final ParticleSystem DOT_8 = trap(3, Particles.spinHalf(4, 4), 1, new Cusps(0.25, 0.5, List.of()));
    static final ParticleSystem BOSONS = trap(3, Particles.bosons(4), 1, Cusps.NONE);
    static final ParticleSystem HYDROGEN = atom(1, 1, 0);
    static final ParticleSystem HELIUM = atom(2, 1, 1);
    static final ParticleSystem BERYLLIUM = atom(4, 2, 2);
    static final ParticleSystem CARBON = atom(6, 5, 1);
    static final ParticleSystem RING = torus(1, 5, Particles.spinHalf(3, 3), Cusps.NONE);
    static final ParticleSystem SQUARE = torus(2, 4, Particles.spinHalf(5, 1), new Cusps(1 / 3.0, 1, List.of()));
    static final ParticleSystem GAS = torus(3, 3, Particles.spinHalf(7, 1), new Cusps(0.25, 0.5, List.of()));

    static final List<ParticleSystem> ALL =
            List.of(LINE, DOT_2, DOT_6, DOT_8, BOSONS, HYDROGEN, HELIUM, BERYLLIUM, CARBON, RING, SQUARE, GAS);

    private Systems() {}

    static ParticleSystem trap(int dimension, Particles particles, double scale, Cusps cusps) {
        return new ParticleSystem(new Space.Open(dimension), particles, scale, cusps);
    }

    static ParticleSystem torus(int dimension, double length, Particles particles, Cusps cusps) {
        return new ParticleSystem(new Space.Torus(dimension, length), particles, 1, cusps);
    }

    static ParticleSystem atom(int z, int up, int down) {
        var nucleus = new Centre(List.of(0.1, -0.2, 0.05), -z);
        return new ParticleSystem(
                new Space.Open(3), Particles.spinHalf(up, down), 1, new Cusps(0.25, 0.5, List.of(nucleus)));
    }

    /// Random configurations in which no two particles are closer than 0.2, nor is one to the middle.
    static double[] configurations(ParticleSystem system, int count, long seed) {
        var random = new Random(seed);
        int d = system.space().dimension();
        int n = system.particles().count();
        var all = new double[count * n * d];
        for (int s = 0; s < count; s++) {
            do {
                for (int c = s * n * d; c < (s + 1) * n * d; c++) {
                    all[c] = system.space() instanceof Space.Torus torus
                            ? torus.length() * random.nextDouble()
                            : 1.2 * system.scale() * random.nextGaussian();
                }
            } while (close(all, s * n, n, d));
        }
        return all;
    }

    private static boolean close(double[] x, int first, int n, int d) {
        for (int i = first; i < first + n; i++) {
            double middle = 0;
            for (int a = 0; a < d; a++) {
                middle += x[i * d + a] * x[i * d + a];
            }
            if (d == 3 && middle < 0.2) {
                return true;
            }
            for (int j = first; j < i; j++) {
                double square = 0;
                for (int a = 0; a < d; a++) {
                    square += Math.pow(x[i * d + a] - x[j * d + a], 2);
                }
                if (square < 0.04) {
                    return true;
                }
            }
        }
        return false;
    }
}
