package ansatz.engine.execute;

import ansatz.engine.program.SparseMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Constant sparse matrices times values, added up: walked along the leading axes that all operands share, so that
/// a
/// sum over the second of them is taken while its terms are in the cache.
///
/// Entries are gathered into runs of neighbours with one weight, and runs that repeat with a shift are listed once.
/// The first run that reaches an element of the result stores, later ones add; the order depends on the matrices
/// alone.
final class SparseStep implements Step {
    private final List<SparseMatrix> matrices;
    private final List<View> views;
    private final View target;
    private final int[] axes;
    private final int outer;
    private final List<Operand> x = new ArrayList<>();
    private final Operand z;
    private final SparseRuns[] runs;

    /// @param x one view an operand, per lane and without zeros
    /// @param z the result, a whole buffer
    SparseStep(List<SparseMatrix> matrices, List<View> x, View z, int depth) {
        this.matrices = matrices;
        this.views = x;
        this.target = z;
        int common = x.get(0).extents().length - 1;
        for (View view : x) {
            int mismatch = Arrays.mismatch(view.extents(), x.get(0).extents());
            int own = Math.min(view.extents().length - 1, mismatch < 0 ? Integer.MAX_VALUE : mismatch);
            common = Math.min(common, own);
        }
        this.axes = Arrays.stream(x.get(0).extents(), 0, Math.max(0, common))
                .filter(extent -> extent != 1)
                .toArray();
        int indices = 1;
        for (int i = 0; i < Math.min(depth, axes.length); i++) {
            indices *= axes[i];
        }
        this.outer = indices;
        this.runs = runs();
        int[] reach = new int[2 * outer];
        for (int i = 0; i < outer; i++) {
            runs[i].reach(-1, reach, 2 * i);
        }
        this.z = Operand.listed(z.buffer(), false, 0, reach, 1);
        for (int k = 0; k < x.size(); k++) {
            int[] read = new int[2 * outer];
            for (int i = 0; i < outer; i++) {
                runs[i].reach(k, read, 2 * i);
            }
            this.x.add(Operand.listed(x.get(k).buffer(), false, 0, read, 1));
        }
    }

    private SparseRuns[] runs() {
        SparseRuns[] made = new SparseRuns[outer];
        Arrays.setAll(made, i -> new SparseRuns());
        for (int k = 0; k < views.size(); k++) {
            SparseMatrix matrix = matrices.get(k);
            int[] positions = views.get(k).positions();
            int share = Math.max(1, matrix.columns() / outer);
            int[] extents = views.get(k).extents();
            int last = extents.length == 0 ? 1 : extents[extents.length - 1];
            for (int e = 0; e < matrix.entries(); e++) {
                int column = matrix.column(e);
                // a run ends with the last axis, so that what repeats along the axis before it can be seen
                boolean begins = last > 1 && column % last == 0;
                made[column / share].add(k, matrix.row(e), positions[column], (double) matrix.weight(e), begins);
            }
        }
        boolean[] reached = new boolean[target.size()];
        for (int i = 0; i < outer; i++) {
            made[i] = made[i].ordered(reached);
        }
        // what no entry reaches is zero; it belongs to the index whose equal share of the result it lies in
        int share = target.size() % outer == 0 ? target.size() / outer : target.size();
        for (int at = 0; at < reached.length; at++) {
            if (!reached[at]) {
                int end = at + 1;
                while (end < reached.length && !reached[end] && end / share == at / share) {
                    end++;
                }
                made[at / share].zero(at, end - at);
                at = end - 1;
            }
        }
        for (SparseRuns index : made) {
            index.compress();
        }
        return made;
    }

    @Override
    public int[] axes() {
        return axes;
    }

    @Override
    public Step at(int depth) {
        return new SparseStep(matrices, views, target, depth);
    }

    @Override
    public int outer() {
        return outer;
    }

    @Override
    public List<Operand> reads() {
        return x;
    }

    @Override
    public List<Operand> writes() {
        return List.of(z);
    }

    @Override
    public void run(Frame f, int from, int to) {
        SparseRuns.run(runs, from, to, f, x, z.index(f, 0));
    }
}
