package ansatz.learn;

import ansatz.data.Column;
import ansatz.data.Dataset;
import ansatz.schema.InvalidInput;
import java.util.Arrays;
import java.util.List;

/// What is to be predicted: a number a row, or one of several classes.
///
/// @param name the column
/// @param unit the unit of a number
/// @param values the number, or the position of the class in `classes`, one a row
/// @param classes the classes; empty for a number
/// @param weights how much each row counts, of mean 1, among classes in each; empty where all count alike
public record Target(String name, String unit, double[] values, List<String> classes, double[] weights) {
    /// More different numbers than this are no classes.
    private static final int MOST_CLASSES = 100;

    public Target {
        classes = List.copyOf(classes);
    }

    /// Rows that count alike.
    public Target(String name, String unit, double[] values, List<String> classes) {
        this(name, unit, values, classes, new double[0]);
    }

    /// The same rows with weights by a column: how rows of one class compare among each other. How classes compare
    /// is
    /// left as the rows are, since expected numbers of events may differ by orders of magnitude.
    ///
    /// @throws InvalidInput if there is no such column, it holds texts, a weight is missing or negative, or all of
    /// a
    ///     class are 0
    public Target weighted(Dataset data, String column) {
        double[] events = events(data, column);
        int groups = Math.max(1, classes.size());
        var sum = new double[groups];
        var count = new double[groups];
        for (int i = 0; i < events.length; i++) {
            int group = classes.isEmpty() ? 0 : (int) values[i];
            sum[group] += events[i];
            count[group]++;
        }
        var relative = new double[events.length];
        for (int i = 0; i < events.length; i++) {
            int group = classes.isEmpty() ? 0 : (int) values[i];
            if (!(sum[group] > 0)) {
                throw new InvalidInput(data.source() + ": the weights \"" + column + "\" are 0 in every row"
                        + (classes.isEmpty() ? "" : " of the class \"" + classes.get(group) + "\""));
            }
            relative[i] = events[i] * count[group] / sum[group];
        }
        return new Target(name, unit, values, classes, relative);
    }

    /// How many events each row stands for.
    ///
    /// @throws InvalidInput if there is no such column, it holds texts, or a weight is missing or negative
    public static double[] events(Dataset data, String column) {
        if (!(data.column(column) instanceof Column.Numeric numbers)) {
            throw new InvalidInput(data.source() + ": the weights \"" + column + "\" are texts");
        }
        complete(data, numbers);
        for (int i = 0; i < numbers.rows(); i++) {
            if (numbers.values()[i] < 0) {
                throw new InvalidInput(data.source() + ": the weight \"" + column + "\" is " + numbers.values()[i]
                        + " in row " + (i + 1) + "; weights are not negative");
            }
        }
        return numbers.values();
    }

    /// A column of numbers.
    ///
    /// @throws InvalidInput if there is no such column, it holds texts, a value is missing, or all are equal
    public static Target number(Dataset data, String name) {
        if (!(data.column(name) instanceof Column.Numeric column)) {
            throw new InvalidInput(where(data, name)
                    + " holds texts, and this model predicts numbers; model = \"logistic\" predicts classes");
        }
        complete(data, column);
        double first = column.values()[0];
        if (Arrays.stream(column.values()).allMatch(value -> value == first)) {
            throw new InvalidInput(where(data, name) + " is " + first + " in every row: there is nothing to predict");
        }
        return new Target(name, column.unit(), column.values(), List.of());
    }

    /// A column of texts, or of a few whole numbers.
    ///
    /// @throws InvalidInput if there is no such column, it is no class, a value is missing, there is one class
    /// only,
    ///     or a class with one row
    public static Target classes(Dataset data, String name) {
        Column column = data.column(name);
        complete(data, column);
        Target target = switch (column) {
            case Column.Categorical texts -> {
                var codes = new double[texts.codes().length];
                Arrays.setAll(codes, i -> texts.codes()[i]);
                yield new Target(name, "", codes, texts.levels());
            }
            case Column.Numeric numbers -> {
                double[] levels =
                        Arrays.stream(numbers.values()).distinct().sorted().toArray();
                if (levels.length > MOST_CLASSES || Arrays.stream(levels).anyMatch(x -> x != Math.rint(x))) {
                    throw new InvalidInput(where(data, name)
                            + " holds numbers that are no classes, and this model predicts classes; model = \"ridge\""
                            + " predicts numbers");
                }
                var codes = Arrays.stream(numbers.values())
                        .map(x -> Arrays.binarySearch(levels, x))
                        .toArray();
                yield new Target(
                        name,
                        "",
                        codes,
                        Arrays.stream(levels)
                                .mapToObj(x -> Long.toString((long) x))
                                .toList());
            }
        };
        if (target.classes.size() < 2) {
            throw new InvalidInput(where(data, name) + " is \"" + target.classes.getFirst()
                    + "\" in every row: there is nothing to predict");
        }
        int[] count = target.counts();
        for (int k = 0; k < count.length; k++) {
            if (count[k] == 1) {
                throw new InvalidInput(where(data, name) + " is \"" + target.classes.get(k)
                        + "\" in one row only: a class needs at least 2, to learn from and to be judged by");
            }
        }
        return target;
    }

    /// As [#classes(Dataset, String)] for some of the rows, which need not have all classes.
    ///
    /// @param classes those of all rows
    public static Target classes(Dataset rows, String name, List<String> classes) {
        var codes = new double[rows.rows()];
        switch (rows.column(name)) {
            case Column.Categorical texts ->
                Arrays.setAll(codes, i -> classes.indexOf(texts.levels().get(texts.codes()[i])));
            case Column.Numeric numbers ->
                Arrays.setAll(codes, i -> classes.indexOf(Long.toString((long) numbers.values()[i])));
        }
        return new Target(name, "", codes, classes);
    }

    private static void complete(Dataset data, Column column) {
        for (int i = 0; i < column.rows(); i++) {
            if (column.missing(i)) {
                throw new InvalidInput(where(data, column.name()) + " has no value in row " + (i + 1));
            }
        }
    }

    private static String where(Dataset data, String name) {
        return data.source() + ": the target \"" + name + "\"";
    }

    /// The unit of squared deviations; empty where a number has none.
    public String squaredUnit() {
        return unit.isEmpty() ? "" : "(" + unit + ")^2";
    }

    /// The number of rows.
    public int rows() {
        return values.length;
    }

    /// How many numbers a prediction has: 1, or a probability a class.
    public int outputs() {
        return Math.max(1, classes.size());
    }

    /// The class of each row.
    public int[] codes() {
        return Arrays.stream(values).mapToInt(x -> (int) x).toArray();
    }

    /// How much a row counts.
    public double weight(int row) {
        return weights.length == 0 ? 1 : weights[row];
    }

    /// The number of rows of each class.
    public int[] counts() {
        var count = new int[classes.size()];
        for (double value : values) {
            count[(int) value]++;
        }
        return count;
    }

    /// The given rows, in the given order.
    public Target select(int[] rows) {
        return new Target(
                name,
                unit,
                Arrays.stream(rows).mapToDouble(i -> values[i]).toArray(),
                classes,
                weights.length == 0
                        ? weights
                        : Arrays.stream(rows).mapToDouble(i -> weights[i]).toArray());
    }
}
