package ansatz.engine.execute;

import ansatz.engine.program.Function;
import java.util.Arrays;
import java.util.List;

/// One function, element by element. The first operand of the loops is the result.
record ElementwiseStep(Function function, Loops loops) implements Step, Loops.Runs {

    @Override
    public int[] axes() {
        return loops.axes();
    }

    @Override
    public Step at(int depth) {
        return new ElementwiseStep(function, loops.at(depth));
    }

    @Override
    public int outer() {
        return loops.outer;
    }

    @Override
    public List<Operand> reads() {
        return Arrays.asList(loops.operands).subList(1, loops.operands.length);
    }

    @Override
    public List<Operand> replaceable() {
        return reads();
    }

    @Override
    public List<Operand> writes() {
        return List.of(loops.operands[0]);
    }

    @Override
    public void run(Frame f, int from, int to) {
        loops.walk(f, from, to, this);
    }

    @Override
    public void apply(Frame f, int i, int r, int count, boolean alongOuter, int n) {
        switch (function.arity()) {
            case 1 -> unary(f, i, r, count, alongOuter, n);
            case 2 -> binary(f, i, r, count, alongOuter, n);
            default -> select(f, i, r, count, alongOuter, n);
        }
    }

    private int at(Frame f, int k, int i, int r) {
        return loops.operands[k].at(f, i, r, loops.runs);
    }

    private void unary(Frame f, int i, int r, int count, boolean alongOuter, int n) {
        double[] z = loops.operands[0].array(f);
        double[] x = loops.operands[1].array(f);
        int zo = at(f, 0, i, r);
        int xo = at(f, 1, i, r);
        int zs = loops.stride(f, 0, alongOuter);
        int xs = loops.stride(f, 1, alongOuter);
        for (int c = 0; c < count; c++) {
            ElementKernels.apply(function, x, xo, z, zo, n);
            xo += xs;
            zo += zs;
        }
    }

    private void binary(Frame f, int i, int r, int count, boolean alongOuter, int n) {
        Operand x = loops.operands[1];
        Operand y = loops.operands[2];
        double[] z = loops.operands[0].array(f);
        int zo = at(f, 0, i, r);
        int xo = at(f, 1, i, r);
        int yo = at(f, 2, i, r);
        int zs = loops.stride(f, 0, alongOuter);
        int xs = loops.stride(f, 1, alongOuter);
        int ys = loops.stride(f, 2, alongOuter);
        double[] xa = x.array(f);
        double[] ya = y.array(f);
        if (function == Function.ADD || function == Function.SUBTRACT || function == Function.MULTIPLY) {
            arithmetic(x.scalar, xa, xo, xs, y.scalar, ya, yo, ys, z, zo, zs, count, n);
            return;
        }
        for (int c = 0; c < count; c++) {
            for (int at = 0; at < n; at += f.half) {
                int m = Math.min(f.half, n - at);
                if (x.scalar) {
                    Arrays.fill(f.scratch, 0, m, xa[xo]);
                    ElementKernels.apply(function, f.scratch, 0, ya, yo + at, z, zo + at, m);
                } else if (y.scalar) {
                    Arrays.fill(f.scratch, 0, m, ya[yo]);
                    ElementKernels.apply(function, xa, xo + at, f.scratch, 0, z, zo + at, m);
                } else {
                    ElementKernels.apply(function, xa, xo + at, ya, yo + at, z, zo + at, m);
                }
            }
            xo += xs;
            yo += ys;
            zo += zs;
        }
    }

    private void arithmetic(
            boolean xScalar,
            double[] x,
            int xo,
            int xs,
            boolean yScalar,
            double[] y,
            int yo,
            int ys,
            double[] z,
            int zo,
            int zs,
            int count,
            int n) {
        if (function == Function.ADD) {
            if (xScalar) {
                Lanes.addScalar(y, yo, ys, x, xo, xs, z, zo, zs, count, n);
            } else if (yScalar) {
                Lanes.addScalar(x, xo, xs, y, yo, ys, z, zo, zs, count, n);
            } else {
                Lanes.add(x, xo, xs, y, yo, ys, z, zo, zs, count, n);
            }
        } else if (function == Function.MULTIPLY) {
            if (xScalar) {
                Lanes.multiplyScalar(y, yo, ys, x, xo, xs, z, zo, zs, count, n);
            } else if (yScalar) {
                Lanes.multiplyScalar(x, xo, xs, y, yo, ys, z, zo, zs, count, n);
            } else {
                Lanes.multiply(x, xo, xs, y, yo, ys, z, zo, zs, count, n);
            }
        } else if (xScalar) {
            Lanes.subtractFromScalar(y, yo, ys, x, xo, xs, z, zo, zs, count, n);
        } else if (yScalar) {
            Lanes.subtractScalar(x, xo, xs, y, yo, ys, z, zo, zs, count, n);
        } else {
            Lanes.subtract(x, xo, xs, y, yo, ys, z, zo, zs, count, n);
        }
    }

    private void select(Frame f, int i, int r, int count, boolean alongOuter, int n) {
        double[] z = loops.operands[0].array(f);
        Operand c = loops.operands[1];
        Operand x = loops.operands[2];
        Operand y = loops.operands[3];
        double[] ca = c.array(f);
        double[] xa = x.array(f);
        double[] ya = y.array(f);
        int zo = at(f, 0, i, r);
        int co = at(f, 1, i, r);
        int xo = at(f, 2, i, r);
        int yo = at(f, 3, i, r);
        for (int k = 0; k < count; k++) {
            for (int e = 0; e < n; e++) {
                boolean chosen = ca[c.scalar ? co : co + e] != 0;
                z[zo + e] = chosen ? xa[x.scalar ? xo : xo + e] : ya[y.scalar ? yo : yo + e];
            }
            zo += loops.stride(f, 0, alongOuter);
            co += loops.stride(f, 1, alongOuter);
            xo += loops.stride(f, 2, alongOuter);
            yo += loops.stride(f, 3, alongOuter);
        }
    }
}
