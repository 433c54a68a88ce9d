package ansatz.statistics;

/// Sums over pairs at every lag at once, by the Wiener-Khinchin theorem with a transform of length a power of two.
final class Fourier {
    private Fourier() {}

    /// `sum[t]` = sum over chains and i of x_i x_{i+t}, for t from 0 to draws - 1; pairs stay within their chain.
    ///
    /// @param x `[chain * draws + draw]`
    static double[] autocorrelations(double[] x, int chains, int draws) {
        int length = Integer.highestOneBit(Math.max(1, 2 * draws - 1)) << 1; // room for all lags without wrapping round
        double[] re = new double[length];
        double[] im = new double[length];
        double[] power = new double[length];
        for (int chain = 0; chain < chains; chain++) {
            System.arraycopy(x, chain * draws, re, 0, draws);
            java.util.Arrays.fill(re, draws, length, 0);
            java.util.Arrays.fill(im, 0);
            transform(re, im);
            for (int k = 0; k < length; k++) {
                power[k] += re[k] * re[k] + im[k] * im[k];
            }
        }
        java.util.Arrays.fill(im, 0);
        transform(power, im); // the power spectrum is even: forward and inverse agree up to the factor
        double[] sums = new double[draws];
        for (int t = 0; t < draws; t++) {
            sums[t] = power[t] / length;
        }
        return sums;
    }

    /// Cooley and Tukey, Math. Comput. 19, 297 (1965): radix 2, in place. Twiddle factors come from a table, so
    /// that errors do not add up.
    static void transform(double[] re, double[] im) {
        int n = re.length;
        for (int i = 1, j = 0; i < n; i++) {
            int bit = n >> 1;
            for (; (j & bit) != 0; bit >>= 1) {
                j ^= bit;
            }
            j |= bit;
            if (i < j) {
                swap(re, i, j);
                swap(im, i, j);
            }
        }
        double[] cos = new double[n / 2];
        double[] sin = new double[n / 2];
        for (int k = 0; k < n / 2; k++) {
            cos[k] = Math.cos(2 * Math.PI * k / n);
            sin[k] = -Math.sin(2 * Math.PI * k / n);
        }
        for (int half = 1; half < n; half <<= 1) {
            int step = n / (2 * half);
            for (int start = 0; start < n; start += 2 * half) {
                for (int k = 0; k < half; k++) {
                    int a = start + k;
                    int b = a + half;
                    double wr = cos[k * step];
                    double wi = sin[k * step];
                    double tr = wr * re[b] - wi * im[b];
                    double ti = wr * im[b] + wi * re[b];
                    re[b] = re[a] - tr;
                    im[b] = im[a] - ti;
                    re[a] += tr;
                    im[a] += ti;
                }
            }
        }
    }

    private static void swap(double[] x, int i, int j) {
        double t = x[i];
        x[i] = x[j];
        x[j] = t;
    }
}
