package ansatz.data;

import ansatz.schema.Checked;
import ansatz.schema.InvalidInput;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A table in a file of the user's.
@Name(value = "file", summary = "A table in a file: CSV in UTF-8 with named columns, arrays of NumPy, or IDX")
public record DataFile(
        @Key(
                value =
                        "the file, from the folder in which the command runs; .csv, .npy or .idx, also with .gz, or .npz",
                required = true)
        String file,

        @Key("the column to predict; a study that predicts nothing needs none")
        String target,

        @Key("columns to leave out, or whole arrays of an .npz")
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
        DROP
    }

    /// Everything but the file and its target.
    public static final DataFile DEFAULTS =
            new DataFile("data.csv", "", List.of(), List.of(), List.of(), Incomplete.REFUSE, ",");

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
        if (!target.isEmpty() && ignore.contains(target)) {
            problems.add("ignore", "has the target \"" + target + "\" in it; leave it out there");
        }
    }

    /// The table without the columns to ignore.
    @Override
    public Dataset read(long seed) {
        Path path = path();
        Dataset whole = read(path);
        ignore.stream().filter(name -> !ArrayFile.holds(path, name)).forEach(whole::column);
        var kept = new ArrayList<>(whole.names());
        kept.removeAll(ignore);
        return judged(whole.only(kept));
    }

    /// New rows in another file of the same format.
    public Dataset read(Path other) {
        if (ArrayFile.recognises(other)) {
            return ArrayFile.read(other, ignore);
        }
        return new Csv(separator.charAt(0), missing, texts).read(other);
    }

    private Dataset judged(Dataset data) {
        if (incomplete == Incomplete.DROP) {
            Dataset complete = data.complete();
            if (complete.rows() == 0) {
                throw new InvalidInput(file + ": a value is missing in every row; leave columns out by data.ignore");
            }
            return complete;
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
            // a number of a few characters becomes eight bytes, in the table and in the features
            return Files.exists(path()) ? 8.0 * Files.size(path()) : 0;
        } catch (IOException | InvalidInput e) {
            return 0; // which reading will say
        }
    }

    private Path path() {
        return ArrayFile.path(file);
    }
}
