package ansatz.engine.execute;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/// Runs a recurrence: all its steps, one after the other.
final class ScanStep implements Step {
    private final Step[] steps;
    private final List<Step> body;
    private final int length;
    private final List<Operand> reads = new ArrayList<>();
    private final List<Operand> writes = new ArrayList<>();

    /// @param steps  what is run, in order
    /// @param body   those of them that are repeated
    /// @param length how often
    ScanStep(List<Step> steps, List<Step> body, int length) {
        this.steps = steps.toArray(new Step[0]);
        this.body = List.copyOf(body);
        this.length = length;
        Set<Buffer> read = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<Buffer> written = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Step step : steps) {
            step.reads().stream().filter(x -> read.add(x.buffer)).forEach(x -> reads.add(whole(x)));
            step.writes().stream().filter(z -> written.add(z.buffer)).forEach(z -> writes.add(whole(z)));
        }
    }

    private static Operand whole(Operand x) {
        return Operand.of(x.buffer, x.scalar, new int[] {0}, 0, new int[] {0}, x.buffer.elements);
    }

    /// The steps that are repeated.
    List<Step> body() {
        return body;
    }

    /// How often they are.
    int length() {
        return length;
    }

    @Override
    public int[] axes() {
        return new int[0];
    }

    @Override
    public Step at(int depth) {
        return this;
    }

    @Override
    public int outer() {
        return 1;
    }

    @Override
    public void run(Frame f, int from, int to) {
        for (Step step : steps) {
            step.run(f, 0, step.outer());
        }
    }

    @Override
    public List<Operand> reads() {
        return reads;
    }

    @Override
    public List<Operand> writes() {
        return writes;
    }

    @Override
    public int scratch() {
        int most = 0;
        for (Step step : steps) {
            most = Math.max(most, step.scratch());
        }
        return most;
    }
}
