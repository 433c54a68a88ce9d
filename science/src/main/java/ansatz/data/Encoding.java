package ansatz.data;

import ansatz.data.Split.Training;
import ansatz.engine.array.Array;
import ansatz.engine.array.Shape;
import ansatz.schema.InvalidInput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Makes a matrix of features of a data set, by what was learned from rows to learn from alone: one row a sample,
/// one column a feature, each with the mean 0 and the variance 1 (over n) in the training rows.
///
/// A column of numbers is a feature, and so are its powers and products up to a degree. Of a column of texts each
/// level
/// but the first is a feature that is 1 or 0. A feature that is constant in the training rows tells nothing and is
/// left out. The matrix has no column of ones: the intercept belongs to the model.
///
/// @param inputs the columns it reads
/// @param monomials the features before scaling, each the base features that are multiplied; a base feature is a
///     column of numbers or a level, in the order of the inputs
/// @param means the mean of each feature, subtracted
/// @param scales the standard deviation of each feature, divided by
/// @param gaps whether a missing value is a feature that is NaN; it is refused otherwise
public record Encoding(
        List<Input> inputs, List<List<Integer>> monomials, double[] means, double[] scales, boolean gaps) {
    /// No more features than this.
    public static final int MOST = 20_000;

    /// Below this share of its size a spread is rounding.
    private static final double CONSTANT = 1e-13;

    /// @param levels the texts of a column of texts; empty for numbers
    public record Input(String name, String unit, List<String> levels) {
        public Input {
            levels = List.copyOf(levels);
        }

        private int bases() {
            return levels.isEmpty() ? 1 : levels.size() - 1;
        }
    }

    public Encoding {
        inputs = List.copyOf(inputs);
        monomials = monomials.stream().map(List::copyOf).toList();
    }

    /// Learns the features of all columns but the target.
    ///
    /// @param degree of the powers and products, at least 1
    /// @throws InvalidInput if nothing varies, or there are more than [#MOST] features
    public static Encoding learn(Training training, String target, int degree) {
        return learn(training, List.of(target), degree, false);
    }

    /// Learns the features of all columns but some.
    ///
    /// @param leftOut columns that are no features; one that is not there is no mistake
    /// @param degree of the powers and products, at least 1
    /// @param gaps whether a missing value is a feature that is NaN
    /// @throws InvalidInput if nothing varies, there are more than [#MOST] features, or a value is missing and may
    /// not
    public static Encoding learn(Training training, List<String> leftOut, int degree, boolean gaps) {
        Dataset rows = training.rows();
        var inputs = new ArrayList<Input>();
        for (Column column : rows.columns()) {
            if (!leftOut.contains(column.name())) {
                inputs.add(
                        switch (column) {
                            case Column.Numeric numeric -> new Input(numeric.name(), numeric.unit(), List.of());
                            case Column.Categorical texts -> new Input(texts.name(), "", texts.levels());
                        });
            }
        }
        int bases = inputs.stream().mapToInt(Input::bases).sum();
        double count = 1;
        for (int d = 1; d <= degree; d++) {
            count *= (bases + d) / (double) d;
        }
        if (count - 1 > MOST) {
            throw new InvalidInput(String.format(
                    java.util.Locale.ROOT,
                    "%s: makes %.0f features at degree %d, and at most %d are"
                            + " possible; leave columns of many texts out by data.ignore, or lower the degree",
                    rows.source(),
                    count - 1,
                    degree,
                    MOST));
        }
        var all = new ArrayList<List<Integer>>();
        List<List<Integer>> last = List.of(List.of());
        for (int d = 1; d <= degree; d++) {
            var next = new ArrayList<List<Integer>>();
            for (List<Integer> lower : last) {
                for (int b = lower.isEmpty() ? 0 : lower.getLast(); b < bases; b++) {
                    var product = new ArrayList<>(lower);
                    product.add(b);
                    next.add(product);
                }
            }
            all.addAll(next);
            last = next;
        }
        return scaled(new Encoding(inputs, all, new double[all.size()], ones(all.size()), gaps), rows);
    }

    private static Encoding scaled(Encoding raw, Dataset rows) {
        Array x = raw.apply(rows);
        int n = rows.rows();
        int p = raw.features();
        var kept = new ArrayList<List<Integer>>();
        var means = new double[p];
        var scales = new double[p];
        for (int j = 0; j < p; j++) {
            int known = 0;
            for (int i = 0; i < n; i++) {
                known += Double.isNaN(x.values()[i * p + j]) ? 0 : 1;
            }
            double mean = 0;
            for (int i = 0; i < n; i++) {
                double value = x.values()[i * p + j];
                mean += Double.isNaN(value) ? 0 : value / known;
            }
            double squares = 0;
            for (int i = 0; i < n; i++) {
                double d = x.values()[i * p + j] - mean;
                squares += Double.isNaN(d) ? 0 : d * d;
            }
            double deviation = Math.sqrt(squares / known); // NaN where all are missing
            if (deviation > CONSTANT * Math.abs(mean) && Double.isFinite(deviation)) {
                means[kept.size()] = mean;
                scales[kept.size()] = deviation;
                kept.add(raw.monomials.get(j));
            }
        }
        if (kept.isEmpty()) {
            throw new InvalidInput(rows.source() + ": no column besides the target varies in the rows to learn from");
        }
        int m = kept.size();
        return new Encoding(raw.inputs, kept, Arrays.copyOf(means, m), Arrays.copyOf(scales, m), raw.gaps);
    }

    private static double[] ones(int n) {
        var ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    /// The number of features.
    public int features() {
        return monomials.size();
    }

    /// The names of the features: a column, `column=level`, and products of these.
    public List<String> names() {
        var bases = new ArrayList<String>();
        for (Input input : inputs) {
            if (input.levels.isEmpty()) {
                bases.add(input.name);
            } else {
                input.levels.stream().skip(1).forEach(level -> bases.add(input.name + "=" + level));
            }
        }
        return monomials.stream()
                .map(factors ->
                        String.join("*", factors.stream().map(bases::get).toList()))
                .toList();
    }

    /// The features of rows.
    ///
    /// @return n x [#features()]
    /// @throws InvalidInput if a column is not there, holds texts in place of numbers or the other way round, a
    ///     value is missing, or a text is not one of the known levels
    public Array apply(Dataset rows) {
        int n = rows.rows();
        int width = inputs.stream().mapToInt(Input::bases).sum();
        var base = new double[Math.multiplyExact(n, width)];
        int at = 0;
        for (Input input : inputs) {
            fill(rows, input, base, at, width);
            at += input.bases();
        }
        int p = features();
        var x = new double[Math.multiplyExact(n, p)];
        for (int j = 0; j < p; j++) {
            int[] factors =
                    monomials.get(j).stream().mapToInt(Integer::intValue).toArray();
            for (int i = 0; i < n; i++) {
                double product = 1;
                for (int factor : factors) {
                    product *= base[i * width + factor];
                }
                x[i * p + j] = (product - means[j]) / scales[j];
            }
        }
        return new Array(Shape.of(n, p), x);
    }

    private void fill(Dataset rows, Input input, double[] base, int at, int width) {
        Column column = rows.column(input.name);
        String where = rows.source() + ": column \"" + input.name + "\"";
        for (int i = 0; i < rows.rows(); i++) {
            if (column.missing(i) && !gaps) {
                throw new InvalidInput(where + " has no value in row " + (i + 1)
                        + "; of the models only trees, of features that are no components, learn from gaps");
            }
        }
        switch (column) {
            case Column.Numeric numeric -> {
                if (!input.levels.isEmpty()) {
                    throw new InvalidInput(where + " holds numbers, and the model learned texts such as \""
                            + input.levels.getFirst() + "\"");
                }
                for (int i = 0; i < rows.rows(); i++) {
                    base[i * width + at] = numeric.values()[i];
                }
            }
            case Column.Categorical texts -> {
                if (input.levels.isEmpty()) {
                    throw new InvalidInput(where + " holds texts such as \""
                            + texts.levels().getFirst() + "\", and the model learned numbers");
                }
                for (int i = 0; i < rows.rows(); i++) {
                    if (column.missing(i)) {
                        int first = i * width + at;
                        Arrays.fill(base, first, first + input.bases(), Double.NaN);
                        continue;
                    }
                    String level = texts.levels().get(texts.codes()[i]);
                    int position = input.levels.indexOf(level);
                    if (position < 0) {
                        throw new InvalidInput(
                                where + " is \"" + level + "\" in row " + (i + 1) + ", which the model has never seen");
                    }
                    if (position > 0) {
                        base[i * width + at + position - 1] = 1;
                    }
                }
            }
        }
    }
}
