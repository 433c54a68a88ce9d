package ansatz.engine.execute;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Adds the samples of a tile to the accumulators of its chunk.
///
/// @param positions where the elements lie in the source's buffer
/// @param targets   where they go in the accumulator
/// @param weight    the weights of the samples, if there are weights
record MeanStep(
        Operand source,
        int[] positions,
        Operand target,
        int[] targets,
        @Nullable Operand weight) implements Step {

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
    public List<Operand> reads() {
        return weight == null ? List.of(source) : List.of(source, weight);
    }

    @Override
    public List<Operand> writes() {
        return List.of(target);
    }

    @Override
    public void run(Frame f, int from, int to) {
        int at = Frame.ORIGIN + source.buffer.offset * f.lanes;
        int base = f.sumsBase + target.buffer.offset;
        int w = weight == null ? 0 : weight.at(f, 0, 0, 1);
        int e = 0;
        for (; weight == null && e <= positions.length - 4; e += 4) {
            Lanes.totals(
                    f.tile,
                    at + positions[e] * f.lanes,
                    at + positions[e + 1] * f.lanes,
                    at + positions[e + 2] * f.lanes,
                    at + positions[e + 3] * f.lanes,
                    f.valid,
                    f.scratch,
                    0);
            for (int k = 0; k < 4; k++) {
                f.sums[base + targets[e + k]] += f.scratch[k];
            }
        }
        for (; e < positions.length; e++) {
            int x = at + positions[e] * f.lanes;
            f.sums[base + targets[e]] += weight == null
                    ? ScalarLaneKernels.total(f.tile, x, f.valid)
                    : ScalarLaneKernels.dot(f.tile, x, f.tile, w, f.valid);
        }
    }
}
