package ansatz.classic;

/// What a margin f tells: p = 1 / (1 + exp(-(a f + b))), of the largest likelihood with targets that are drawn a
/// little
/// towards one half, (N + 1) / (N + 2) of N members and 1 / (N + 2) of N others (H.-T. Lin, C.-J. Lin, R. Weng,
/// Mach.
/// Learn. 68, 267 (2007)).
///
/// @param slope a
/// @param shift b
record Platt(double slope, double shift) {
    private static final int MOST_STEPS = 100;
    private static final double DECREMENT = 1e-20;

    /// Keeps the matrix of second derivatives regular where all margins are equal.
    private static final double FLOOR = 1e-12;

    static Platt of(double[] margins, boolean[] member) {
        int n = margins.length;
        double members = 0;
        for (boolean one : member) {
            members += one ? 1 : 0;
        }
        double high = (members + 1) / (members + 2);
        double low = 1 / (n - members + 2);
        double a = 0;
        double b = Math.log((members + 1) / (n - members + 1));
        double cost = cost(margins, member, high, low, a, b);
        for (int step = 0; step < MOST_STEPS; step++) {
            double ga = 0;
            double gb = 0;
            double haa = FLOOR;
            double hab = 0;
            double hbb = FLOOR;
            for (int i = 0; i < n; i++) {
                double p = 1 / (1 + StrictMath.exp(-(a * margins[i] + b)));
                double d = p - (member[i] ? high : low);
                double w = p * (1 - p);
                ga += d * margins[i];
                gb += d;
                haa += w * margins[i] * margins[i];
                hab += w * margins[i];
                hbb += w;
            }
            double determinant = haa * hbb - hab * hab;
            double da = -(hbb * ga - hab * gb) / determinant;
            double db = -(haa * gb - hab * ga) / determinant;
            double decrement = -(ga * da + gb * db);
            if (!(decrement > DECREMENT * n)) {
                break;
            }
            double length = 1;
            double next = cost(margins, member, high, low, a + da, b + db);
            while (next > cost - 1e-4 * length * decrement && length > 1e-10) {
                length /= 2;
                next = cost(margins, member, high, low, a + length * da, b + length * db);
            }
            a += length * da;
            b += length * db;
            cost = next;
        }
        return new Platt(a, b);
    }

    /// -sum [t log p + (1 - t) log(1 - p)].
    private static double cost(double[] margins, boolean[] member, double high, double low, double a, double b) {
        double sum = 0;
        for (int i = 0; i < margins.length; i++) {
            double z = a * margins[i] + b;
            double t = member[i] ? high : low;
            // log(1 + exp(z)) without overflow
            sum += Math.max(z, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(z))) - t * z;
        }
        return sum;
    }
}
