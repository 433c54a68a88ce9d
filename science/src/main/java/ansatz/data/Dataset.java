package ansatz.data;

import ansatz.schema.InvalidInput;
import ansatz.schema.Nearest;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/// Named columns of equal length, one row a sample.
public final class Dataset {
    private final String source;
    private final List<Column> columns;
    private final int rows;

    private Dataset(String source, List<Column> columns, int rows) {
        this.source = source;
        this.columns = columns;
        this.rows = rows;
    }

    /// @param source where the data come from, for messages
    /// @throws IllegalArgumentException without a column, with two of one name, or with columns of different length
    public static Dataset of(String source, List<? extends Column> columns) {
        if (columns.isEmpty()) {
            throw new IllegalArgumentException(source + ": a data set has at least one column");
        }
        int rows = columns.getFirst().rows();
        var names = new HashSet<String>();
        for (Column column : columns) {
            if (column.rows() != rows) {
                throw new IllegalArgumentException(source + ": column \"" + column.name() + "\" has " + column.rows()
                        + " rows, the first has " + rows);
            }
            if (!names.add(column.name())) {
                throw new IllegalArgumentException(source + ": two columns are named \"" + column.name() + "\"");
            }
        }
        return new Dataset(source, List.copyOf(columns), rows);
    }

    /// Where the data come from.
    public String source() {
        return source;
    }

    /// The columns, in order.
    public List<Column> columns() {
        return columns;
    }

    /// The number of rows.
    public int rows() {
        return rows;
    }

    /// The names of the columns, in order.
    public List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    /// The column of a name.
    ///
    /// @throws InvalidInput if there is none
    public Column column(String name) {
        for (Column column : columns) {
            if (column.name().equals(name)) {
                return column;
            }
        }
        String near = Nearest.to(name, names());
        throw new InvalidInput(source + ": has no column \"" + name + "\""
                + (near == null
                        ? "; it has " + columns.size() + ", the first is \""
                                + columns.getFirst().name() + "\""
                        : "; did you mean \"" + near + "\"?"));
    }

    /// The given rows, in the given order.
    public Dataset select(int[] chosen) {
        return new Dataset(
                source, columns.stream().map(column -> column.select(chosen)).toList(), chosen.length);
    }

    /// The rows in which no value is missing.
    public Dataset complete() {
        int[] kept = IntStream.range(0, rows)
                .filter(row -> columns.stream().noneMatch(column -> column.missing(row)))
                .toArray();
        return kept.length == rows ? this : select(kept);
    }

    /// The columns of the given names only, in the order of this data set.
    ///
    /// @throws InvalidInput if there is no such column
    public Dataset only(List<String> names) {
        names.forEach(this::column);
        return new Dataset(
                source,
                columns.stream().filter(column -> names.contains(column.name())).toList(),
                rows);
    }
}
