package ansatz.engine.execute;

/// Steps that run together, block by block of a common outer axis, so that what passes between them stays in the
/// cache. Inside an index of the outer axis some of them may run block by block of a second axis.
///
/// @param outer the extent of the outer axis
/// @param block how many of its indices run at a time
/// @param parts the steps, in order, gathered by how they run
record Group(int outer, int block, Part[] parts) {

    /// Consecutive steps of a group that run together.
    ///
    /// @param steps steps whose outer axis is that of the group, or, if `inner` is not 1, that and the second axis
    /// merged
    /// @param inner the extent of the second axis, or 1
    /// @param block how many of its indices run at a time
    record Part(Step[] steps, int inner, int block) {}

    void run(Frame f) {
        for (int from = 0; from < outer; from += block) {
            int to = Math.min(outer, from + block);
            f.outerBlock = from;
            for (Part part : parts) {
                int end = to * part.inner;
                int step = part.inner == 1 ? end : part.block;
                for (int i = from * part.inner; i < end; i += step) {
                    int stop = Math.min(end, i + step);
                    f.innerBlock = i;
                    for (Step s : part.steps) {
                        s.run(f, i, stop);
                    }
                }
            }
        }
    }
}
