package ansatz.thermal;

/// The Ising model without a field on a finite square torus, solved (B. Kaufman, Phys. Rev. 76, 1232 (1949), eq. 47
/// ff.; A. E. Ferdinand and M. E. Fisher, Phys. Rev. 185, 832 (1969), section II).
final class Kaufman {
    private static final String SOURCE = "B. Kaufman, Phys. Rev. 76, 1232 (1949)";

    private Kaufman() {}

    /// @param rows m, at least 3
    /// @param columns n, at least 3
    /// @param coupling J, above 0
    static ClassicalModel.Exact torus(int rows, int columns, double coupling, double temperature) {
        Taylor z = partition(rows, columns, coupling / temperature);
        double sites = (double) rows * columns;
        double k = coupling / temperature;
        return new ClassicalModel.Exact(-coupling * z.slope() / sites, k * k * z.curvature() / sites, z.log(), SOURCE);
    }

    /// Z as a function of K = J / T: half the sum of four products over the modes, two of cosh and two of sinh of
    /// m gamma_l / 2, with cosh gamma_l = cosh 2K coth 2K - cos(pi l / n).
    private static Taylor partition(int m, int n, double k) {
        double s = Math.sinh(2 * k);
        double c = Math.cosh(2 * k);
        // cosh 2K coth 2K and its derivatives
        double a = c * c / s;
        double a1 = 2 * c * (1 - 1 / (s * s));
        double a2 = 4 * s * (1 - 1 / (s * s)) + 8 * c * c / (s * s * s);
        Taylor[] products = {Taylor.ONE, Taylor.ONE, Taylor.ONE, Taylor.ONE};
        for (int l = 0; l < 2 * n; l++) {
            Taylor gamma = l == 0 ? lowest(k, s, c) : mode(a, a1, a2, Math.cos(Math.PI * l / n));
            int kind = l % 2 == 1 ? 0 : 2;
            products[kind] = products[kind].times(half(gamma, m, 1));
            products[kind + 1] = products[kind + 1].times(half(gamma, m, -1));
        }
        Taylor sum = products[0].plus(products[1]).plus(products[2]).plus(products[3]);
        // (2 sinh 2K)^(mn/2) / 2
        double exponent = m * n / 2.0;
        double coth = c / s;
        return sum.times(
                Taylor.exp(exponent * Math.log(2 * s) - Math.log(2), exponent * 2 * coth, exponent * -4 / (s * s)));
    }

    /// gamma_0 = 2K + ln tanh K, which changes its sign at the critical point; as value and derivatives.
    private static Taylor lowest(double k, double s, double c) {
        return new Taylor(0, 2 * k + Math.log(Math.tanh(k)), 2 + 2 / s, -4 * c / (s * s));
    }

    /// gamma_l > 0; as value and derivatives.
    private static Taylor mode(double a, double a1, double a2, double cosine) {
        double x = a - cosine;
        double root = Math.sqrt((x - 1) * (x + 1));
        double first = a1 / root;
        return new Taylor(0, Math.log(x + root), first, (a2 - x * first * first) / root);
    }

    /// exp(m gamma / 2) + sign exp(-m gamma / 2).
    private static Taylor half(Taylor gamma, int m, int sign) {
        double h = m / 2.0;
        Taylor up = Taylor.exp(h * gamma.v(), h * gamma.d1(), h * gamma.d2());
        Taylor down = Taylor.exp(-h * gamma.v(), -h * gamma.d1(), -h * gamma.d2());
        return up.plus(new Taylor(down.scale(), sign * down.v(), sign * down.d1(), sign * down.d2()));
    }
}
