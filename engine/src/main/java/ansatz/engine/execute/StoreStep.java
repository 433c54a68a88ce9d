package ansatz.engine.execute;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes a value of the samples of a tile to an output, sample-major.
///
/// @param positions where the elements lie in the source's buffer
/// @param targets   where they go in the row of a sample, or null if they go one after the other from `shift`
record StoreStep(int output, Operand source, int[] positions, int shift, int @Nullable [] targets) implements Step {
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
        for (int s = 0; s < f.valid; s += OuterStoreStep.SIDE) {
            int side = Math.min(OuterStoreStep.SIDE, f.valid - s);
            int row = first + s * stride;
            for (int e = 0; e < positions.length; e++) {
                int x = base + positions[e] * lanes + s;
                int z = row + (targets == null ? shift + e : targets[e]);
                for (int q = 0; q < side; q++) {
                    rows[z + q * stride] = f.tile[x + q];
                }
            }
        }
    }
}
