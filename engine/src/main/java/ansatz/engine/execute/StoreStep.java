package ansatz.engine.execute;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes a value of the samples of a tile to an output, sample-major.
///
/// @param positions where the elements lie in the source's buffer
/// @param targets   where they go in the row of a sample, or null if they go one after the other from `shift`
record StoreStep(int output, Operand source, int[] positions, int shift, int @Nullable [] targets) implements Step {
    private static final int BLOCK = 64;

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
        return List.of(source);
    }

    @Override
    public List<Operand> writes() {
        return List.of();
    }

    @Override
    public void run(Frame f, int from, int to) {
        int lanes = f.lanes;
        int base = Frame.ORIGIN + source.buffer.offset * lanes;
        double[] rows = f.outputs[output];
        int stride = f.outputStrides[output];
        int first = f.outputOffsets[output] + f.first * stride;
        for (int e = 0; e < positions.length; e += BLOCK) {
            int end = Math.min(positions.length, e + BLOCK);
            for (int s = 0; s < f.valid; s++) {
                int row = first + s * stride;
                if (targets == null) {
                    copy(f.tile, base + s, lanes, positions, e, end, rows, row + shift);
                } else {
                    scatter(f.tile, base + s, lanes, positions, e, end, rows, row, targets);
                }
            }
        }
    }

    private static void copy(
            double[] tile, int base, int lanes, int[] positions, int e, int end, double[] rows, int row) {
        for (int i = e; i < end; i++) {
            rows[row + i] = tile[base + positions[i] * lanes];
        }
    }

    private static void scatter(
            double[] tile,
            int base,
            int lanes,
            int[] positions,
            int e,
            int end,
            double[] rows,
            int row,
            int[] targets) {
        for (int i = e; i < end; i++) {
            rows[row + targets[i]] = tile[base + positions[i] * lanes];
        }
    }
}
