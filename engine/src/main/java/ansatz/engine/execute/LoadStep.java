package ansatz.engine.execute;

import java.util.List;

/// Brings the samples of a tile from an input, sample-major, into lanes.
record LoadStep(int input, Operand target) implements Step {

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
        return List.of();
    }

    @Override
    public List<Operand> writes() {
        return List.of(target);
    }

    @Override
    public void run(Frame f, int from, int to) {
        int elements = target.buffer.elements;
        ScalarLaneKernels.load(
                f.inputs[input], f.first * elements, elements, f.valid, f.tile, target.at(f, 0, 0, 1), f.lanes);
    }
}
