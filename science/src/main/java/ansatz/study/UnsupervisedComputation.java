package ansatz.study;

import ansatz.data.Dataset;
import ansatz.data.Source;
import ansatz.schema.InvalidInput;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What is found in rows without a target, in one step. A restored computation finds it again: it depends on the
/// data
/// and the seed alone.
final class UnsupervisedComputation implements Computation {
    private final String phase;
    private final Dataset data;
    private final Function<Dataset, Outcome> find;
    private @Nullable Outcome outcome;

    /// @throws InvalidInput if the data cannot be read or are too few
    UnsupervisedComputation(
            Source source, long seed, Environment environment, String phase, Function<Dataset, Outcome> find) {
        data = environment.read(source, seed);
        if (data.rows() < 4) {
            throw new InvalidInput(data.source() + ": has " + data.rows() + " rows, and at least 4 are needed");
        }
        this.phase = phase;
        this.find = find;
    }

    @Override
    public boolean finished() {
        return outcome != null;
    }

    @Override
    public Progress advance() {
        if (finished()) {
            throw new IllegalStateException("all is found");
        }
        outcome = find.apply(data);
        return new Progress(phase, 1, 1, List.of());
    }

    @Override
    public Outcome outcome() {
        if (outcome == null) {
            throw new IllegalStateException("nothing is found yet");
        }
        return outcome;
    }

    @Override
    public State state() {
        return new State().put("done", finished() ? 1L : 0);
    }

    @Override
    public void restore(State state) {
        if (state.whole("done") != 0) {
            outcome = find.apply(data);
        }
    }

    @Override
    public void close() {}
}
