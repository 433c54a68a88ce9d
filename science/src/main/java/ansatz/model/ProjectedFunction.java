package ansatz.model;

import ansatz.engine.parallel.Team;
import ansatz.lattice.Characters;
import ansatz.lattice.Spins;
import java.util.stream.IntStream;

/// psi(s) = (1/|G|) sum_g chi(g)* phi(g s), with the parameters of phi.
final class ProjectedFunction implements WaveFunction {
    /// Sums whose terms cancel to this share of their moduli are 0: the symmetry forbids the configuration.
    private static final double ROUNDING = 1e-13;

    /// Configurations of phi that are evaluated together.
    private static final int BATCH = 2048;

    /// The fewest chains of a block, so that vectors are full.
    private static final int FEWEST = 8;

    final WaveFunction phi;
    final Characters characters;
    final int order;
    private final boolean complex;
    /// Where g moves site i, at [g][i].
    private final int[][] image;

    ProjectedFunction(WaveFunction phi, Characters characters) {
        this.phi = phi;
        this.characters = characters;
        this.order = characters.elements().size();
        this.complex = phi.complex() || !characters.real();
        this.image = characters.elements().stream()
                .map(g -> IntStream.range(0, phi.sites())
                        .map(g.permutation()::image)
                        .toArray())
                .toArray(int[][]::new);
    }

    @Override
    public int sites() {
        return phi.sites();
    }

    @Override
    public int parameterCount() {
        return phi.parameterCount();
    }

    @Override
    public double[] initialParameters(long seed) {
        return phi.initialParameters(seed);
    }

    @Override
    public boolean complex() {
        return complex;
    }

    /// The sites that change in g s where some change in s.
    int[] moved(int g, int[] sites) {
        var there = new int[sites.length];
        for (int k = 0; k < sites.length; k++) {
            there[k] = image[g][sites[k]];
        }
        return there;
    }

    /// Writes g s for configurations of s into those of `out`.
    ///
    /// @param from the first configuration
    /// @param to where it goes in `out`
    void move(int g, Spins s, int from, int count, Spins out, int to) {
        double sign = characters.elements().get(g).flip() ? -1 : 1;
        for (int i = 0; i < s.sites(); i++) {
            int a = i * s.stride() + from;
            int b = image[g][i] * out.stride() + to;
            for (int n = 0; n < count; n++) {
                out.values()[b + n] = sign * s.values()[a + n];
            }
        }
    }

    /// The terms chi(g)* phi(g s) of some configurations, each divided by the largest modulus of its configuration.
    ///
    /// @param re takes the real parts at [g * stride + configuration]
    /// @param im takes the imaginary parts; nothing where all of them are 0
    /// @param largest takes the logarithms of the largest moduli, by configuration
    void terms(double[] theta, Spins s, int stride, double[] re, double[] im, double[] largest) {
        int batch = Math.max(1, BATCH / order);
        for (int from = 0; from < s.count(); from += batch) {
            int count = Math.min(batch, s.count() - from);
            var images = new Spins(s.sites(), count * order);
            for (int g = 0; g < order; g++) {
                move(g, s, from, count, images, g * count);
            }
            var log = new double[count * order];
            var phase = new double[count * order];
            phi.logAmplitudes(theta, images, log, phase);
            for (int n = 0; n < count; n++) {
                double most = Double.NEGATIVE_INFINITY;
                for (int k = n; k < log.length; k += count) {
                    most = Math.max(most, log[k]);
                }
                largest[from + n] = most;
                for (int g = 0; g < order; g++) {
                    int k = g * count + n;
                    int to = g * stride + from + n;
                    double modulus = most == Double.NEGATIVE_INFINITY ? 0 : Math.exp(log[k] - most);
                    double x = phase[k] == 0 ? modulus : modulus * Math.cos(phase[k]);
                    double y = phase[k] == 0 ? 0 : modulus * Math.sin(phase[k]);
                    double a = characters.real(g);
                    double b = -characters.imaginary(g);
                    re[to] = x * a - y * b;
                    if (complex) {
                        im[to] = x * b + y * a;
                    }
                }
            }
        }
    }

    /// Whether a sum is 0 but for rounding.
    ///
    /// @param sum its modulus
    /// @param moduli the sum of the moduli of its terms
    static boolean vanishes(double sum, double moduli) {
        return sum <= ROUNDING * moduli;
    }

    @Override
    public void logAmplitudes(double[] theta, Spins s, double[] log, double[] phase) {
        int n = s.count();
        var re = new double[order * n];
        var im = new double[complex ? order * n : 0];
        terms(theta, s, n, re, im, log);
        for (int c = 0; c < n; c++) {
            double x = 0;
            double y = 0;
            double moduli = 0;
            for (int k = c; k < re.length; k += n) {
                x += re[k];
                y += complex ? im[k] : 0;
                moduli += complex ? Math.hypot(re[k], im[k]) : Math.abs(re[k]);
            }
            double modulus = Math.hypot(x, y);
            phase[c] = complex ? Math.atan2(y, x) : x < 0 ? Math.PI : 0;
            log[c] = vanishes(modulus, moduli) ? Double.NEGATIVE_INFINITY : log[c] + Math.log(modulus / order);
        }
    }

    @Override
    public LogDerivatives logDerivatives(double[] theta, Spins s) {
        int n = s.count();
        var re = new double[order * n];
        var im = new double[complex ? order * n : 0];
        terms(theta, s, n, re, im, new double[n]);
        for (int c = 0; c < n; c++) {
            normalise(re, im, c, n);
        }
        var derivatives = new ProjectedDerivatives(parameterCount(), n, complex, phi.complex());
        try (var alone = Team.of(1)) {
            for (int g = 0; g < order; g++) {
                var images = new Spins(s.sites(), n);
                move(g, s, 0, n, images, 0);
                derivatives.add(phi.logDerivatives(theta, images), re, im, g * n, alone);
            }
        }
        return derivatives.sum();
    }

    /// Divides the terms of a configuration by their sum.
    ///
    /// @param c the configuration
    /// @param stride the distance of two terms
    /// @return false where the sum is 0; then all terms are 0 afterwards
    boolean normalise(double[] re, double[] im, int c, int stride) {
        double x = 0;
        double y = 0;
        double moduli = 0;
        int end = c + order * stride;
        for (int k = c; k < end; k += stride) {
            x += re[k];
            y += complex ? im[k] : 0;
            moduli += complex ? Math.hypot(re[k], im[k]) : Math.abs(re[k]);
        }
        double norm = x * x + y * y;
        boolean zero = vanishes(Math.sqrt(norm), moduli);
        for (int k = c; k < end; k += stride) {
            double a = re[k];
            double b = complex ? im[k] : 0;
            re[k] = zero ? 0 : (a * x + b * y) / norm;
            if (complex) {
                im[k] = zero ? 0 : (b * x - a * y) / norm;
            }
        }
        return !zero;
    }

    @Override
    public int block() {
        // about as many configurations of phi as in a block of its own
        return Math.clamp(2L * phi.block() / order, FEWEST, Math.max(FEWEST, phi.block()));
    }

    @Override
    public Ensemble ensemble(int[] blocks) {
        return new ProjectedEnsemble(this, blocks);
    }
}
