package ansatz.study;

/// What a computation gets from the machine. It may change how long a computation takes, never its bits.
///
/// @param threads how many threads may work at the same time, at least 1
public record Environment(int threads) {
    public Environment {
        if (threads < 1) {
            throw new IllegalArgumentException("threads is " + threads + "; it must be at least 1");
        }
    }
}
