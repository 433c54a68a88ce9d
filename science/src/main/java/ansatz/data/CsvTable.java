package ansatz.data;

import ansatz.schema.InvalidInput;
import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Takes the cells of a file as they are read and makes columns of them.
final class CsvTable extends AbstractBaseCsvCallbackHandler<Boolean> {
    /// Words for a missing value have fewer characters, unless the caller names others.
    static final int LONGEST_MISSING = 20;

    private static final Set<String> MISSING = Set.of("", "na", "n/a", "nan", "null", "?");

    private final String source;
    private final Csv format;
    private final Set<String> missing;
    private final List<Growing> columns = new ArrayList<>();
    private final Decimal decimal = new Decimal();
    private byte[] bytes = new byte[64];
    private boolean header = true;
    private long line = 1;

    CsvTable(String source, Csv format) {
        this.source = source;
        this.format = format;
        this.missing = Set.copyOf(format.missing());
    }

    String source() {
        return source;
    }

    /// The line of the record that was begun last, from 1.
    long line() {
        return line;
    }

    @Override
    protected void handleBegin(long startingLineNumber) {
        line = startingLineNumber;
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
        int from = offset;
        int to = offset + length;
        while (from < to && buffer[from] <= ' ') {
            from++;
        }
        while (to > from && buffer[to - 1] <= ' ') {
            to--;
        }
        if (header) {
            name(index, new String(buffer, from, to - from));
        } else if (index < columns.size()) { // the record is refused at its end otherwise
            columns.get(index).add(buffer, from, to - from);
        }
    }

    @Override
    protected Boolean buildRecord() {
        int found = getFieldCount();
        if (getRecordType() == de.siegmar.fastcsv.reader.RecordType.DATA) {
            if (!header && found != columns.size()) {
                throw new InvalidInput(at() + ": has " + found + (found == 1 ? " cell" : " cells")
                        + ", but the header names " + columns.size() + " columns");
            }
            header = false;
        }
        return true;
    }

    Dataset dataset() {
        if (columns.isEmpty()) {
            throw new InvalidInput(source + ": is empty; its first line must name the columns");
        }
        if (columns.getFirst().size == 0) {
            throw new InvalidInput(source + ": has a header, but no row below it");
        }
        for (String name : format.texts()) {
            if (columns.stream().noneMatch(column -> column.name.equals(name))) {
                throw new InvalidInput(source + ": has no column \"" + name + "\", which is to be read as text");
            }
        }
        return Dataset.of(source, columns.stream().map(Growing::column).toList());
    }

    /// Whether a word stands for a missing value in every file.
    static boolean missing(String word) {
        return MISSING.contains(word.toLowerCase(Locale.ROOT));
    }

    /// The header that was read.
    List<Heading> headings() {
        return columns.stream()
                .map(column -> new Heading(column.name, column.unit))
                .toList();
    }

    /// NaN if the characters are no number.
    private double number(char[] buffer, int offset, int length) {
        if (bytes.length < length) {
            bytes = new byte[2 * length];
        }
        for (int i = 0; i < length; i++) {
            char c = buffer[offset + i];
            bytes[i] = c < 128 ? (byte) c : 0;
        }
        return decimal.scan(bytes, 0, length) == length ? decimal.value() : Double.NaN;
    }

    private void name(int index, String text) {
        var heading = Heading.of(text);
        String name = heading.name();
        if (name.isEmpty()) {
            throw new InvalidInput(at() + ": column " + (index + 1) + " has no name");
        }
        for (int other = 0; other < columns.size(); other++) {
            if (columns.get(other).name.equals(name)) {
                throw new InvalidInput(
                        at() + ": columns " + (other + 1) + " and " + (index + 1) + " are both named \"" + name + "\"");
            }
        }
        columns.add(new Growing(name, heading.unit(), format.texts().contains(name)));
    }

    private String at() {
        return source + ":" + line;
    }

    /// A column that grows row by row.
    private final class Growing {
        private final String name;
        private final String unit;
        private double[] numbers = new double[64];
        private int[] codes = new int[0];
        private final Levels levels = new Levels();
        private boolean text;
        private boolean known;
        private int size;

        Growing(String name, String unit, boolean text) {
            this.name = name;
            this.unit = unit;
            if (text) {
                becomeText();
            }
        }

        private void becomeText() {
            text = true;
            known = true;
            codes = new int[Math.max(64, size)];
            Arrays.fill(codes, 0, size, -1);
            numbers = new double[0];
        }

        void add(char[] buffer, int offset, int length) {
            double value = text ? Double.NaN : number(buffer, offset, length);
            boolean absent = Double.isNaN(value) || !missing.isEmpty() ? absent(buffer, offset, length) : false;
            if (!absent && !known) {
                known = true;
                if (Double.isNaN(value)) {
                    becomeText();
                }
            }
            if (text) {
                if (size == codes.length) {
                    codes = Arrays.copyOf(codes, 2 * size);
                }
                codes[size++] = absent ? -1 : levels.code(new String(buffer, offset, length));
                return;
            }
            if (!absent && !Double.isFinite(value)) {
                String cell = new String(buffer, offset, Math.min(length, 40));
                throw new InvalidInput(at() + ": column \"" + name + "\": \"" + cell + "\" is not a finite number, as "
                        + "the cells above it are; a word for a missing value is named by data.missing, a column of "
                        + "texts by data.texts");
            }
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, size + (size >> 1));
            }
            numbers[size++] = absent ? Double.NaN : value;
        }

        private boolean absent(char[] buffer, int offset, int length) {
            if (length > LONGEST_MISSING && missing.isEmpty()) {
                return false;
            }
            String cell = new String(buffer, offset, length);
            return missing.contains(cell) || missing(cell);
        }

        Column column() {
            if (!text) {
                return new Column.Numeric(name, unit, Arrays.copyOf(numbers, size));
            }
            return levels.column(name, Arrays.copyOf(codes, size));
        }
    }
}
