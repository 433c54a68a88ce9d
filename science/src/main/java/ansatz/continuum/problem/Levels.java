package ansatz.continuum.problem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Levels of the harmonic oscillator, sum_a w_a (n_a + 1/2).
final class Levels {
    private Levels() {}

    /// The sum of the lowest `count` levels.
    static double lowest(double[] w, int count) {
        // of the `count` lowest levels none has more than count - 1 quanta along an axis, nor more energy than that
        // many quanta along the softest
        double softest = Arrays.stream(w).min().orElseThrow();
        double most = softest * (count - 1) * (1 + 1e-12);
        var levels = new ArrayList<>(List.of(0.0));
        for (double f : w) {
            var next = new ArrayList<Double>();
            for (double level : levels) {
                for (int n = 0; n < count && level + n * f <= most; n++) {
                    next.add(level + n * f);
                }
            }
            next.sort(null);
            levels = next;
            if (levels.size() > count) {
                levels = new ArrayList<>(levels.subList(0, count));
            }
        }
        double zero = 0.5 * Arrays.stream(w).sum();
        return levels.stream().mapToDouble(level -> level + zero).sum();
    }
}
