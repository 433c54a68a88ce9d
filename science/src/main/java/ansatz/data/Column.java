package ansatz.data;

import java.util.HashMap;
import java.util.List;

/// One column of a [Dataset]: numbers with a unit, or one of several texts. The arrays belong to the column and are
/// not to be changed.
public sealed interface Column {
    /// The name, without its unit.
    String name();

    /// The number of rows.
    int rows();

    /// Whether the value of a row is missing.
    boolean missing(int row);

    /// The given rows, in the given order; a row may come more than once.
    Column select(int[] rows);

    /// Equal values have equal numbers, from 0 in the order in which they first come; missing values are a group
    /// too.
    default int[] groups() {
        var numbers = new HashMap<Object, Integer>();
        var groups = new int[rows()];
        for (int i = 0; i < groups.length; i++) {
            Object value = switch (this) {
                case Numeric numeric -> numeric.values[i];
                case Categorical texts -> texts.codes[i];
            };
            groups[i] = numbers.computeIfAbsent(value, first -> numbers.size());
        }
        return groups;
    }

    /// Numbers.
    ///
    /// @param unit the unit, empty for a pure number
    /// @param values one a row; NaN where missing, never an infinity
    record Numeric(String name, String unit, double[] values) implements Column {
        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public boolean missing(int row) {
            return Double.isNaN(values[row]);
        }

        @Override
        public Numeric select(int[] rows) {
            var chosen = new double[rows.length];
            for (int i = 0; i < rows.length; i++) {
                chosen[i] = values[rows[i]];
            }
            return new Numeric(name, unit, chosen);
        }
    }

    /// One of several texts a row.
    ///
    /// @param levels the texts, sorted
    /// @param codes the position in `levels`, one a row; -1 where missing
    record Categorical(String name, List<String> levels, int[] codes) implements Column {
        public Categorical {
            levels = List.copyOf(levels);
        }

        @Override
        public int rows() {
            return codes.length;
        }

        @Override
        public boolean missing(int row) {
            return codes[row] < 0;
        }

        @Override
        public Categorical select(int[] rows) {
            var chosen = new int[rows.length];
            for (int i = 0; i < rows.length; i++) {
                chosen[i] = codes[rows[i]];
            }
            return new Categorical(name, levels, chosen);
        }
    }
}
