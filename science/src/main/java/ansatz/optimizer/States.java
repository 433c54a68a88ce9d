package ansatz.optimizer;

/// Checks on saved states.
final class States {
    private States() {}

    static void require(double[] state, int length) {
        if (state.length != length) {
            throw new IllegalArgumentException(
                    "the saved state of the optimiser has " + state.length + " numbers; this one needs " + length);
        }
    }
}
