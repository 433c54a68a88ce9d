package ansatz.study;

/// A computation that advances in steps, can be saved between any two of them, and continues bit for bit.
///
/// Two computations of the same study, one of them restored from the [#state()] of the other, make the same steps
/// with the same bits from there on. A computation belongs to one thread at a time.
public interface Computation extends AutoCloseable {
    /// Whether there is no further step to make, so that [#outcome()] can be asked for.
    boolean finished();

    /// Makes one step, of about 1 ms to a few seconds: an iteration of the optimiser, a batch of an evaluation.
    ///
    /// @return where the computation stands now, and what it measured in this step
    /// @throws ComputationFailed if it cannot go on; the computation is not used any more then
    /// @throws IllegalStateException if the computation is finished
    Progress advance();

    /// Whether nothing speaks against the last steps. A state after doubtful ones is not worth keeping: should they
    /// turn out to be the beginning of a failure, the state before them is wanted.
    default boolean sound() {
        return true;
    }

    /// Whether a changed study may go on from here though not from what follows: the state is kept then.
    default boolean turns() {
        return false;
    }

    /// Everything that the further steps depend on, besides the study itself.
    State state();

    /// Takes the place of the computation that gave the state.
    ///
    /// @throws IllegalArgumentException if the state does not fit the study
    void restore(State state);

    /// The result.
    ///
    /// @throws ComputationFailed if the result is impossible, such as an energy below the exact one
    /// @throws IllegalStateException if the computation is not finished
    Outcome outcome();

    /// Gives back threads and native memory.
    @Override
    void close();
}
