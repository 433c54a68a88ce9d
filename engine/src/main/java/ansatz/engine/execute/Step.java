package ansatz.engine.execute;

import java.util.List;

/// One planned instruction: what it does for a range of its outer axis.
interface Step {
    /// The extents of the axes, outermost first, that [#at] can merge into the outer axis; empty where there is
    /// none.
    int[] axes();

    /// The same step with the first `depth` of its [#axes] merged into the outer axis.
    Step at(int depth);

    /// The extent of the outer axis, 1 where there is none.
    int outer();

    /// Runs the indices `from` to `to - 1` of the outer axis.
    void run(Frame f, int from, int to);

    /// What it reads.
    List<Operand> reads();

    /// What it writes.
    List<Operand> writes();

    /// Those of its operands in whose place the result may stand, where both are walked in the same way.
    default List<Operand> replaceable() {
        return List.of();
    }

    /// How much scratch room it needs, in doubles.
    default int scratch() {
        return 0;
    }
}
