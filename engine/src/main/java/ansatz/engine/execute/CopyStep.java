package ansatz.engine.execute;

import java.util.Arrays;
import java.util.List;

/// Moves elements to where a consumer wants them; a start of -1 in the source gives zeros. The first operand of the
/// loops is the target, the second the source.
final class CopyStep implements Step {
    private final Loops loops;
    /// True when some elements are zeros and the target is filled without gaps: then all of an index is zeroed at
    /// once.
    private final boolean mostlyZero;

    CopyStep(Loops loops) {
        this.loops = loops;
        Operand z = loops.operands[0];
        Operand x = loops.operands[1];
        int share = z.buffer.elements / Math.max(1, loops.outer);
        boolean dense = loops.runs * loops.count * loops.length == share && z.confined(loops.outer, loops.outer);
        this.mostlyZero = dense && x.full && Arrays.stream(x.starts).anyMatch(start -> start < 0);
    }

    Loops loops() {
        return loops;
    }

    @Override
    public int[] axes() {
        return loops.axes();
    }

    @Override
    public Step at(int depth) {
        return new CopyStep(loops.at(depth));
    }

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
            Lanes.copy(xa, x.at(f, from, 0, 1), 0, za, z.at(f, from, 0, 1), 0, 1, n * (to - from));
            return;
        }
        int zs = z.countStride * z.unit(f);
        int xs = x.countStride * x.unit(f);
        int share = z.buffer.elements / loops.outer;
        for (int i = from; i < to; i++) {
            if (mostlyZero) {
                int at = z.index(f, i * share);
                Arrays.fill(za, at, at + share * f.lanes, 0);
            }
            for (int r = 0; r < loops.runs; r++) {
                if (x.start(i, r, loops.runs) < 0) {
                    if (!mostlyZero) {
                        zero(za, z.at(f, i, r, loops.runs), zs, n);
                    }
                    continue;
                }
                int zo = z.at(f, i, r, loops.runs);
                int xo = x.at(f, i, r, loops.runs);
                if (x.scalar) {
                    ScalarLaneKernels.fill(xa, xo, xs, za, zo, zs, loops.count, n);
                } else {
                    Lanes.copy(xa, xo, xs, za, zo, zs, loops.count, n);
                }
            }
        }
    }

    private void zero(double[] z, int zo, int zs, int n) {
        for (int c = 0; c < loops.count; c++) {
            Arrays.fill(z, zo + c * zs, zo + c * zs + n, 0);
        }
    }
}
