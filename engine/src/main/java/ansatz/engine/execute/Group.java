package ansatz.engine.execute;

/// Steps that run together, block by block of their common outer axis, so that what passes between them stays in
/// the cache.
///
/// @param outer the extent of the outer axis
/// @param block how many of its indices run at a time
record Group(Step[] steps, int outer, int block) {
    void run(Frame f) {
        for (int from = 0; from < outer; from += block) {
            int to = Math.min(outer, from + block);
            f.block = from;
            for (Step step : steps) {
                step.run(f, from, to);
            }
        }
    }
}
