package ansatz.problem;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Whether an operator conserves the sum of sigma^z.
final class Magnetization {
    /// Of a sum of a few coefficients, relative to the largest.
    private static final double ROUNDING = 1e-12;

    /// A group that flips more spins than this is taken not to conserve anything, since 2^flips cases are looked
    /// at.
    private static final int MOST_FLIPS = 16;

    private Magnetization() {}

    /// Each group is a polynomial in the spins. Sorted by the spins outside the flipped ones, which are
    /// independent,
    /// each part must vanish wherever the flipped spins do not sum to zero.
    static boolean conservedBy(PauliSum sum) {
        double largest =
                sum.terms().values().stream().mapToDouble(Math::abs).max().orElse(0);
        for (var group : sum.offDiagonal()) {
            int[] flips = group.flips();
            if (flips.length % 2 == 1 || flips.length > MOST_FLIPS) {
                return false;
            }
            Map<List<Integer>, double[][]> parts = new HashMap<>();
            for (var string : group.strings()) {
                add(parts, flips, string, sum.terms().getOrDefault(string, 0.0));
            }
            for (double[][] part : parts.values()) {
                for (int s = 0; s < part[0].length; s++) {
                    boolean balanced = 2 * Integer.bitCount(s) == flips.length;
                    if (!balanced && Math.hypot(part[0][s], part[1][s]) > ROUNDING * largest) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private static void add(Map<List<Integer>, double[][]> parts, int[] flips, PauliString string, double coefficient) {
        int inside = 0;
        var outside = Arrays.stream(string.signs())
                .filter(site -> Arrays.binarySearch(flips, site) < 0)
                .boxed()
                .toList();
        for (int site : string.signs()) {
            int k = Arrays.binarySearch(flips, site);
            inside |= k < 0 ? 0 : 1 << k;
        }
        double[][] part = parts.computeIfAbsent(outside, sites -> new double[2][1 << flips.length]);
        // (-i)^ys: real for an even number of sigma^y, imaginary for an odd one
        double[] values = part[string.ys() % 2];
        double phase = string.ys() % 4 == 0 || string.ys() % 4 == 3 ? 1 : -1;
        for (int s = 0; s < values.length; s++) {
            values[s] += (Integer.bitCount(s & inside) % 2 == 0 ? phase : -phase) * coefficient;
        }
    }
}
