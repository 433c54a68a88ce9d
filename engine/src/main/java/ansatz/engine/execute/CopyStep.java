package ansatz.engine.execute;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Moves elements to where a consumer wants them; a start of -1 in the source gives zeros. The first operand of the
/// loops is the target, the second the source.
final class CopyStep implements Step, Loops.Runs {
    private final Loops loops;
    /// Where the runs that are not zero begin in the list of runs, for each outer index, when the target is filled
    /// without gaps: then all of an index is zeroed at once and only these are copied. Else null.
    private final int @Nullable [] first;
    /// The numbers of those runs.
    private final int[] present;

    CopyStep(Loops loops) {
        this.loops = loops;
        Operand z = loops.operands[0];
        Operand x = loops.operands[1];
        int share = z.buffer.elements / Math.max(1, loops.outer);
        boolean dense = loops.runs * loops.count * loops.length == share && z.confined(loops.outer, loops.outer);
        int zeros = 0;
        if (dense && x.full) {
            for (int start : x.starts) {
                zeros += start < 0 ? 1 : 0;
            }
        }
        this.present = new int[zeros == 0 ? 0 : x.starts.length - zeros];
        this.first = zeros == 0 ? null : new int[loops.outer + 1];
        if (first != null) {
            int n = 0;
            for (int i = 0; i < loops.outer; i++) {
                for (int r = 0; r < loops.runs; r++) {
                    if (x.start(i, r, loops.runs) >= 0) {
                        present[n++] = r;
                    }
                }
                first[i + 1] = n;
            }
        }
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
        if (loops.stretch > 1) {
            loops.walk(f, from, to, this);
            return;
        }
        Operand z = loops.operands[0];
        Operand x = loops.operands[1];
        double[] za = z.array(f);
        double[] xa = x.array(f);
        int n = loops.length * f.lanes;
        int zs = z.countStride * z.unit(f);
        int xs = x.countStride * x.unit(f);
        int share = z.buffer.elements / loops.outer;
        for (int i = from; i < to; i++) {
            if (first != null) {
                int at = z.index(f, i * share);
                Arrays.fill(za, at, at + share * f.lanes, 0);
                for (int k = first[i]; k < first[i + 1]; k++) {
                    int zo = z.at(f, i, present[k], loops.runs);
                    move(x.scalar, xa, x.at(f, i, present[k], loops.runs), xs, za, zo, zs, loops.count, n);
                }
            } else {
                for (int r = 0; r < loops.runs; r++) {
                    int zo = z.at(f, i, r, loops.runs);
                    if (x.start(i, r, loops.runs) < 0) {
                        zero(za, zo, zs, n);
                    } else {
                        move(x.scalar, xa, x.at(f, i, r, loops.runs), xs, za, zo, zs, loops.count, n);
                    }
                }
            }
        }
    }

    @Override
    public void apply(Frame f, int i, int r, int count, boolean alongOuter, int n) {
        Operand z = loops.operands[0];
        Operand x = loops.operands[1];
        int zs = loops.stride(f, 0, alongOuter);
        int xs = loops.stride(f, 1, alongOuter);
        int zo = z.at(f, i, r, loops.runs);
        move(x.scalar, x.array(f), x.at(f, i, r, loops.runs), xs, z.array(f), zo, zs, count, n);
    }

    private static void move(boolean scalar, double[] x, int xo, int xs, double[] z, int zo, int zs, int count, int n) {
        if (scalar) {
            ScalarLaneKernels.fill(x, xo, xs, z, zo, zs, count, n);
        } else {
            Lanes.copy(x, xo, xs, z, zo, zs, count, n);
        }
    }

    private void zero(double[] z, int zo, int zs, int n) {
        for (int c = 0; c < loops.count; c++) {
            Arrays.fill(z, zo + c * zs, zo + c * zs + n, 0);
        }
    }
}
