package ansatz.learn;

/// Numbers that are not negative, made probabilities.
final class Shares {
    private Shares() {}

    /// Each of k numbers over their sum, in place; all alike where the sum is 0.
    static void of(double[] values, int offset, int k) {
        double all = 0;
        for (int c = 0; c < k; c++) {
            all += values[offset + c];
        }
        for (int c = 0; c < k; c++) {
            values[offset + c] = all > 0 ? values[offset + c] / all : 1.0 / k;
        }
    }
}
