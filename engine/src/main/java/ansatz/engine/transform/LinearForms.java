package ansatz.engine.transform;

import ansatz.engine.program.SparseMatrix;
import ansatz.engine.trace.Value;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Values that are linear in the coordinates with known coefficients (differences, centres of mass, scaled inputs):
/// each element changes along one direction only.
final class LinearForms {
    /// The most coefficients that are looked at for one value.
    private static final int MOST = 1 << 16;

    private LinearForms() {}

    /// The jet of `value = sum_k matrices[k] x_k`, plus anything that does not depend on the coordinates, or null
    /// if
    /// an operand has no known slopes or the coefficients are too many.
    static @Nullable Jet combine(Value value, List<SparseMatrix> matrices, List<Jet> x) {
        Directions directions = x.get(0).support().directions();
        int elements = value.shape().size();
        int[] end = new int[elements + 1];
        long work = 0;
        for (int k = 0; k < x.size(); k++) {
            double[] slopes = x.get(k).slopes();
            if (slopes == null) {
                return null;
            }
            SparseMatrix matrix = matrices.get(k);
            for (int i = 0; i < matrix.entries(); i++) {
                int direction = x.get(k).support().at(matrix.column(i), 0);
                work += direction < 0 ? 0 : directions.size(direction);
                end[matrix.row(i) + 1]++;
            }
        }
        if (work > MOST) {
            return null;
        }
        for (int t = 0; t < elements; t++) {
            end[t + 1] += end[t];
        }
        int[] next = Arrays.copyOf(end, elements);
        int[] direction = new int[end[elements]];
        double[] slope = new double[direction.length];
        for (int k = 0; k < x.size(); k++) {
            SparseMatrix matrix = matrices.get(k);
            double[] slopes = x.get(k).slopes();
            for (int i = 0; i < matrix.entries() && slopes != null; i++) {
                int at = next[matrix.row(i)]++;
                direction[at] = x.get(k).support().at(matrix.column(i), 0);
                slope[at] = direction[at] < 0 ? 0 : matrix.weight(i) * slopes[matrix.column(i)];
            }
        }
        int[] found = new int[elements];
        double[] foundSlopes = new double[elements];
        double[] dense = new double[directions.coordinates()];
        for (int t = 0; t < elements; t++) {
            Directions.Form form = sum(directions, direction, slope, end[t], end[t + 1], dense);
            if (form == null) {
                return null;
            }
            found[t] = form.direction();
            foundSlopes[t] = form.slope();
        }
        return Jet.linearForm(value, Support.single(directions, found), foundSlopes);
    }

    /// @param dense zeros, one a coordinate; zeros again afterwards
    private static Directions.@Nullable Form sum(
            Directions directions, int[] direction, double[] slope, int from, int to, double[] dense) {
        if (to - from == 1) {
            return new Directions.Form(direction[from], slope[from]);
        }
        int most = 0;
        for (int i = from; i < to; i++) {
            most += direction[i] < 0 ? 0 : directions.size(direction[i]);
        }
        int[] touched = new int[most];
        int n = 0;
        for (int i = from; i < to; i++) {
            for (int c = 0; direction[i] >= 0 && c < directions.size(direction[i]); c++) {
                int at = directions.coordinate(direction[i], c);
                // a sum that is zero for now may be noted twice, which sorting finds out
                if (dense[at] == 0) {
                    touched[n++] = at;
                }
                dense[at] += slope[i] * directions.component(direction[i], c);
            }
        }
        int[] at = Arrays.stream(touched, 0, n).sorted().distinct().toArray();
        double[] coefficients = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            coefficients[i] = dense[at[i]];
            dense[at[i]] = 0;
        }
        return directions.form(at, coefficients);
    }
}
