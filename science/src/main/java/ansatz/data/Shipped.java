package ansatz.data;

import ansatz.schema.Key;
import ansatz.schema.Name;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// A small real data set that comes with Ansatz. `SOURCES.md` beside the files tells where each is from.
@Name(
        value = "shipped",
        summary = "A small real data set that comes with Ansatz",
        cite = "UCI Machine Learning Repository; B. Efron et al., Ann. Stat. 32, 407 (2004) (diabetes)")
public record Shipped(@Key("which") Table table) implements Source {
    /// The tables, with the column to predict.
    public enum Table {
        /// Progression of diabetes after a year, 442 patients, 10 measurements.
        DIABETES("progression", 442, 11),
        /// Species of 150 irises by the size of their leaves.
        IRIS("species", 150, 5),
        /// Cultivar of 178 wines by 13 chemical measurements.
        WINE("cultivar", 178, 14),
        /// Malignant or benign, 569 tumours by 30 measurements of cell nuclei.
        BREAST_CANCER("diagnosis", 569, 31),
        /// The digit, 1797 handwritten ones of 8 x 8 pixels.
        DIGITS("digit", 1797, 65);

        private final String target;
        private final int rows;
        private final int columns;

        Table(String target, int rows, int columns) {
            this.target = target;
            this.rows = rows;
            this.columns = columns;
        }
    }

    /// Diabetes.
    public static final Shipped DEFAULTS = new Shipped(Table.DIABETES);

    @Override
    public Dataset read(long seed) {
        String file = table.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + ".csv.gz";
        try (InputStream in = Shipped.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing from the module");
            }
            return Csv.STANDARD.read(file, in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String target() {
        return table.target;
    }

    @Override
    public double memory() {
        return 32.0 * table.rows * table.columns;
    }
}
