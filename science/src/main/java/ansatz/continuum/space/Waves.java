package ansatz.continuum.space;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Wave vectors of a torus, k = 2 pi n/L with integer vectors n.
public final class Waves {
    private Waves() {}

    /// One of each pair n, -n with 0 < n^2 <= `square`, by n^2: that whose first number but zeros is positive.
    public static List<int[]> pairs(int dimension, int square) {
        int most = (int) Math.sqrt(square);
        int side = 2 * most + 1;
        var found = new ArrayList<int[]>();
        for (int code = (int) Math.pow(side, dimension) / 2 + 1; code < Math.pow(side, dimension); code++) {
            var n = new int[dimension];
            int left = code;
            for (int a = dimension - 1; a >= 0; a--) {
                n[a] = left % side - most;
                left /= side;
            }
            if (squared(n) <= square) {
                found.add(n);
            }
        }
        found.sort(Comparator.comparingInt(Waves::squared));
        return found;
    }

    /// n^2.
    public static int squared(int[] n) {
        return IntStream.of(n).map(i -> i * i).sum();
    }
}
