package ansatz.learn;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Strengths of a penalty.
public final class Strengths {
    private Strengths() {}

    /// Equal ratios from the least to the largest.
    public static List<Double> decades(double least, double largest, int count) {
        return IntStream.range(0, count)
                .mapToObj(k -> least * StrictMath.pow(largest / least, k / (count - 1.0)))
                .toList();
    }

    /// The different ones, the largest first.
    public static double[] descending(List<Double> given) {
        return given.stream()
                .distinct()
                .sorted(Comparator.reverseOrder())
                .mapToDouble(Double::doubleValue)
                .toArray();
    }
}
