package ansatz.continuum.sampler;

import ansatz.continuum.space.ParticleSystem;
import ansatz.continuum.space.Space;
import ansatz.engine.random.RandomStream;

/// First configurations, in which no two particles are near each other.
final class Start {
    /// Least distance of two particles, in units of the mean distance of neighbours.
    private static final double APART = 0.3;

    /// Attempts at a place before the least distance is halved.
    private static final int PATIENCE = 50;

    private Start() {}

    /// Writes the positions of one walker at `to`.
    static void write(ParticleSystem system, RandomStream random, double[] x, int to) {
        int n = system.particles().count();
        int d = system.space().dimension();
        var centres = system.cusps().centres();
        // a ball with room for all particles at the distance of the scale
        double spread = system.scale() * Math.max(1, 0.5 * Math.pow(n, 1.0 / d));
        double least = APART * system.scale();
        for (int i = 0; i < n; i++) {
            for (int attempt = 1; ; attempt++) {
                for (int a = 0; a < d; a++) {
                    x[to + i * d + a] = switch (system.space()) {
                        case Space.Torus torus -> torus.length() * random.nextDouble();
                        case Space.Open ignored ->
                            spread * random.nextGaussian()
                                    + (centres.isEmpty()
                                            ? 0
                                            : centres.get(i % centres.size())
                                                    .position()
                                                    .get(a));
                    };
                }
                if (apart(system, x, to, i, least)) {
                    break;
                }
                if (attempt % PATIENCE == 0) {
                    least /= 2;
                }
            }
        }
    }

    private static boolean apart(ParticleSystem system, double[] x, int from, int i, double least) {
        int d = system.space().dimension();
        for (int j = 0; j < i; j++) {
            double square = 0;
            for (int a = 0; a < d; a++) {
                double off = x[from + i * d + a] - x[from + j * d + a];
                if (system.space() instanceof Space.Torus torus) {
                    off -= torus.length() * Math.rint(off / torus.length());
                }
                square += off * off;
            }
            if (square < least * least) {
                return false;
            }
        }
        return true;
    }
}
