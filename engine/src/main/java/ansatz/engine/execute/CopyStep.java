package ansatz.engine.execute;

import java.util.Arrays;
import java.util.List;

/// Moves elements to where a consumer wants them; a start of -1 in the source gives zeros. The first operand of the
/// loops is the target, the second the source.
record CopyStep(Loops loops) implements Step {

    @Override
    public int outer() {
        return loops.outer;
    }

    @Override
    public List<Operand> reads() {
        return List.of(loops.operands[1]);
    }

    @Override
    public List<Operand> writes() {
        return List.of(loops.operands[0]);
    }

    @Override
    public void run(Frame f, int from, int to) {
        Operand z = loops.operands[0];
        Operand x = loops.operands[1];
        double[] za = z.array(f);
        double[] xa = x.array(f);
        int n = loops.length * f.lanes;
        if (loops.flat && !x.scalar) {
            LaneKernels.copy(xa, x.at(f, from, 0, 1), 0, za, z.at(f, from, 0, 1), 0, 1, n * (to - from));
            return;
        }
        int zs = z.countStride * z.unit(f);
        int xs = x.countStride * x.unit(f);
        for (int i = from; i < to; i++) {
            for (int r = 0; r < loops.runs; r++) {
                int zo = z.at(f, i, r, loops.runs);
                if (x.full && x.starts[i * loops.runs + r] < 0) {
                    Arrays.fill(za, zo, zo + n, 0);
                } else if (x.scalar) {
                    LaneKernels.fill(xa, x.at(f, i, r, loops.runs), xs, za, zo, zs, loops.count, n);
                } else {
                    LaneKernels.copy(xa, x.at(f, i, r, loops.runs), xs, za, zo, zs, loops.count, n);
                }
            }
        }
    }
}
