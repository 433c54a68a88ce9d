package ansatz.data;

import ansatz.engine.parallel.Team;
import ansatz.schema.Checked;
import ansatz.schema.InvalidInput;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A table in a file of the user's.
@Name(
        value = "file",
        summary = "A table in a file: CSV in UTF-8 with named columns, Parquet, HDF5, arrays of NumPy, or IDX")
public record DataFile(
        @Key(
                value =
                        "the file, from the folder in which the command runs; .csv, .npy or .idx, also with .gz, .npz, .parquet or .h5",
                required = true)
        String file,

        @Key("the column to predict; a study that predicts nothing needs none")
        String target,

        @Key("column that says how many events a row stands for; empty for none. It is no feature")
        String weights,

        @Key("columns to leave out, or whole arrays of an .npz, groups of an .h5")
        List<String> ignore,

        @Key("words that stand for a missing value besides an empty cell, NA, NaN, null and ?")
        List<String> missing,

        @Key("columns of texts that begin with a number") List<String> texts,

        @Key("what to do with a row in which a value is missing")
        Incomplete incomplete,

        @Key(value = "what stands between cells", min = 1, max = 1)
        String separator)
        implements Source, Checked {
    /// What to do with a row in which a value is missing.
    public enum Incomplete {
        /// Say where and stop.
        REFUSE,
        /// Leave the row out.
        DROP,
        /// Let the model see the gap, which trees do.
        KEEP
    }

    /// Everything but the file and its target.
    public static final DataFile DEFAULTS =
            new DataFile("data.csv", "", "", List.of(), List.of(), List.of(), Incomplete.REFUSE, ",");

    public DataFile {
        ignore = List.copyOf(ignore);
        missing = List.copyOf(missing);
        texts = List.copyOf(texts);
    }

    /// A file with everything else by default.
    public static DataFile of(String file, String target) {
        return new DataFile(
                file,
                target,
                DEFAULTS.weights,
                DEFAULTS.ignore,
                DEFAULTS.missing,
                DEFAULTS.texts,
                DEFAULTS.incomplete,
                DEFAULTS.separator);
    }

    @Override
    public void check(Problems problems) {
        if (file.isBlank()) {
            problems.add("file", "is empty; it must name a file");
        }
        if (!weights.isEmpty() && (weights.equals(target) || ignore.contains(weights))) {
            problems.add(
                    "weights",
                    "is \"" + weights + "\", which is " + (weights.equals(target) ? "the target" : "ignored")
                            + "; it must be another column, or empty");
        }
        if (!target.isEmpty() && ignore.contains(target)) {
            problems.add("ignore", "has the target \"" + target + "\" in it; leave it out there");
        }
    }

    /// The same file with a column of weights.
    public DataFile weights(String column) {
        return new DataFile(file, target, column, ignore, missing, texts, incomplete, separator);
    }

    /// The table without the columns to ignore.
    @Override
    public Dataset read(long seed) {
        try (Team alone = Team.of(1)) {
            return read(seed, alone);
        }
    }

    @Override
    public Dataset read(long seed, Team team) {
        Path path = path();
        Dataset whole = read(path, team);
        var unknown = new ArrayList<>(ignore);
        unknown.removeAll(whole.names());
        unknown.removeAll(held(path, unknown));
        unknown.forEach(whole::column);
        var kept = new ArrayList<>(whole.names());
        kept.removeAll(ignore);
        return judged(whole.only(kept));
    }

    /// Those of the names that a file holds, read or not.
    private static List<String> held(Path path, List<String> names) {
        return names.isEmpty()
                ? names
                : FileFormat.of(path)
                        .map(format -> format.held(path, names))
                        .orElseGet(() -> ArrayFile.held(path, names));
    }

    /// New rows in another file, of the same format or another.
    public Dataset read(Path other, Team team) {
        Optional<FileFormat> format = FileFormat.of(other);
        if (format.isPresent()) {
            return worded(format.get().read(other, ignore));
        }
        if (ArrayFile.recognises(other)) {
            return worded(ArrayFile.read(other, ignore));
        }
        return new Csv(separator.charAt(0), missing, texts).read(other, team);
    }

    /// What `missing` and `texts` say of columns that were not read from text.
    private Dataset worded(Dataset data) {
        texts.forEach(data::column);
        if (missing.isEmpty() && texts.isEmpty()) {
            return data;
        }
        return Dataset.of(
                data.source(), data.columns().stream().map(this::worded).toList());
    }

    private Column worded(Column column) {
        var levels = new Levels();
        return switch (column) {
            case Column.Numeric numbers -> {
                double[] absent = missing.stream()
                        .mapToDouble(word -> Decimal.parse(word))
                        .toArray();
                double[] values = Arrays.stream(numbers.values())
                        .map(x -> Arrays.stream(absent).anyMatch(none -> none == x) ? Double.NaN : x)
                        .toArray();
                yield texts.contains(column.name())
                        ? levels.column(
                                column.name(),
                                Arrays.stream(values)
                                        .mapToInt(x -> Double.isNaN(x) ? -1 : levels.code(text(x)))
                                        .toArray())
                        : new Column.Numeric(numbers.name(), numbers.unit(), values);
            }
            case Column.Categorical words ->
                levels.column(
                        words.name(),
                        Arrays.stream(words.codes())
                                .map(code -> code < 0
                                                || missing.contains(
                                                        words.levels().get(code))
                                        ? -1
                                        : levels.code(words.levels().get(code)))
                                .toArray());
        };
    }

    private static String text(double x) {
        return x == Math.rint(x) && Math.abs(x) < 0x1p53 ? Long.toString((long) x) : Double.toString(x);
    }

    private Dataset judged(Dataset data) {
        if (incomplete == Incomplete.DROP) {
            Dataset complete = data.complete();
            if (complete.rows() == 0) {
                throw new InvalidInput(file + ": a value is missing in every row; leave columns out by data.ignore");
            }
            return complete;
        }
        if (incomplete == Incomplete.KEEP) {
            return data;
        }
        for (Column column : data.columns()) {
            for (int row = 0; row < column.rows(); row++) {
                if (column.missing(row)) {
                    throw new InvalidInput(file + ": column \"" + column.name() + "\" has no value in row " + (row + 1)
                            + " below the header; leave such rows out by data.incomplete = \"drop\", or the column by"
                            + " data.ignore");
                }
            }
        }
        return data;
    }

    @Override
    public double memory() {
        try {
            if (!Files.isRegularFile(path())) {
                return 0;
            }
            Optional<FileFormat> format = FileFormat.of(path());
            // eight bytes, in the table and in the features; a number of a few characters becomes as much
            return format.isPresent() ? 32 * format.get().values(path()) : 8.0 * Files.size(path());
        } catch (IOException | InvalidInput e) {
            return 0; // which reading will say
        }
    }

    private Path path() {
        return ArrayFile.path(file);
    }
}
