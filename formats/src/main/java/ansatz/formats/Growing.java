package ansatz.formats;

import ansatz.data.Column;
import ansatz.data.Levels;
import ansatz.schema.InvalidInput;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Columns that grow while they are read, so that the memory follows what is there and not what a header says.
final class Growing {
    /// The largest whole number below which a double holds each.
    private static final long EXACT = 1L << 53;

    private Growing() {}

    private static int larger(int capacity) {
        return Math.max(1024, capacity + (capacity >> 1));
    }

    /// A column of numbers.
    static final class Numbers {
        private final String where;
        private double[] values = new double[0];
        private int size;

        /// @param where the file and the column, for messages
        Numbers(String where) {
            this.where = where;
        }

        /// @param value NaN where it is missing
        void add(double value) {
            if (Double.isInfinite(value)) {
                throw new InvalidInput(
                        where + " is infinite in row " + (size + 1) + "; NaN stands for a missing value");
            }
            if (size == values.length) {
                values = Arrays.copyOf(values, larger(size));
            }
            values[size++] = value;
        }

        /// A whole number.
        void add(long value) {
            if (value > EXACT || value < -EXACT) {
                throw new InvalidInput(
                        where + " is " + value + " in row " + (size + 1) + ", which a double does not hold");
            }
            add((double) value);
        }

        /// A whole number without a sign.
        void addUnsigned(long value) {
            if (value < 0) {
                throw new InvalidInput(where + " is " + Long.toUnsignedString(value) + " in row " + (size + 1)
                        + ", which a double does not hold");
            }
            add(value);
        }

        /// The column.
        Column.Numeric column(String name, String unit) {
            return new Column.Numeric(name, unit, Arrays.copyOf(values, size));
        }
    }

    /// A column of texts.
    static final class Texts {
        private final Levels levels = new Levels();
        private int[] codes = new int[0];
        private int size;

        /// @param text null or blank where it is missing
        void add(@Nullable String text) {
            if (size == codes.length) {
                codes = Arrays.copyOf(codes, larger(size));
            }
            codes[size++] = text == null || text.isBlank() ? -1 : levels.code(text.strip());
        }

        Column.Categorical column(String name) {
            return levels.column(name, Arrays.copyOf(codes, size));
        }
    }
}
