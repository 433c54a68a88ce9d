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
    public int scratch() {
        return Lanes.TOTALS_ROOM;
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
        if (weight != null) {
            int w = weight.at(f, 0, 0, 1);
            for (int e = 0; e < positions.length; e++) {
                f.sums[base + targets[e]] +=
                        ScalarLaneKernels.dot(f.tile, at + positions[e] * f.lanes, f.tile, w, f.valid);
            }
            return;
        }
        int last = positions.length - 1;
        for (int e = 0; e <= last; e += 4) {
            int here = Math.min(4, positions.length - e);
            Lanes.totals(
                    f.tile,
                    at + positions[e] * f.lanes,
                    at + positions[Math.min(e + 1, last)] * f.lanes,
                    at + positions[Math.min(e + 2, last)] * f.lanes,
                    at + positions[Math.min(e + 3, last)] * f.lanes,
                    f.valid,
                    f.scratch,
                    0);
            for (int k = 0; k < here; k++) {
                f.sums[base + targets[e + k]] += f.scratch[k];
            }
        }
    }
}
