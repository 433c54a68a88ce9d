package ansatz.engine.execute;

import java.util.List;

/// One level of a plan: shared values, then one pass over all samples, whose means are shared values of the next
/// level.
///
/// @param shared       steps on shared values
/// @param groups       steps on a tile of samples; empty if there is no pass
/// @param tileElements how many elements of the arena the pass needs
/// @param sumsElements how many accumulators
/// @param means        which accumulators are which shared values
/// @param work         a rough count of operations a sample
record Phase(Step[] shared, Group[] groups, int tileElements, int sumsElements, List<Mean> means, double work) {

    /// A mean: accumulators that become a shared value.
    record Mean(Buffer sums, Buffer value) {}
}
