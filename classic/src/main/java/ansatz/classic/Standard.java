package ansatz.classic;

import ansatz.learn.Target;
import java.util.Arrays;

/// Numbers brought to the mean 0 and the deviation 1, as single precision and penalties like them.
///
/// @param values the numbers, brought there
/// @param mean of the given ones, by their weights
/// @param deviation of the given ones, above 0
record Standard(double[] values, double mean, double deviation) {
    static Standard of(Target y) {
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < y.rows(); i++) {
            sum += y.weight(i) * y.values()[i];
            weight += y.weight(i);
        }
        double mean = sum / weight;
        double squares = 0;
        for (int i = 0; i < y.rows(); i++) {
            double d = y.values()[i] - mean;
            squares += y.weight(i) * d * d;
        }
        double deviation = squares > 0 ? Math.sqrt(squares / weight) : 1;
        return new Standard(
                Arrays.stream(y.values())
                        .map(value -> (value - mean) / deviation)
                        .toArray(),
                mean,
                deviation);
    }
}
