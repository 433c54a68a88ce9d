package ansatz.classic;

import ansatz.engine.array.Array;
import ansatz.engine.array.Shape;
import ansatz.engine.random.RandomStream;
import ansatz.learn.Fitted;
import ansatz.learn.GaussianKernel;
import ansatz.learn.Kernel;
import ansatz.learn.KernelFit;
import ansatz.learn.Learner;
import ansatz.learn.MarginFit;
import ansatz.learn.Strengths;
import ansatz.learn.Target;
import ansatz.schema.Key;
import ansatz.schema.Name;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Support vector machines by libsvm: (1/n) sum max(0, 1 - t f(x)) + lambda |f|^2 with t = 1 of a class and -1 of
/// the
/// others, or (1/n) sum max(0, |y - f(x)| - width) + lambda |f|^2 of numbers in units of their deviation. All rows
/// count
/// alike: libsvm has no weights of rows.
@Name(
        value = "support-vectors",
        summary = "Support vector machine: (1/n) sum max(0, 1 - t f) + lambda |f|^2 in the space of a kernel",
        cite = "C. Cortes and V. Vapnik, Mach. Learn. 20, 273 (1995); C.-C. Chang and C.-J. Lin, ACM TIST 2, 27 (2011)")
public record SupportVectors(
        @Key("a class or a number") Predicts predicts,
        @Key("which rows are alike") Kernel kernel,

        @Key(
                value = "strengths to choose from by cross-validation; without any 4 from 1e-4 to 0.1",
                above = 0,
                max = 1e12)
        List<Double> lambda,

        @Key(value = "deviation of a number that costs nothing, in units of its standard deviation", min = 0, max = 10)
        double tolerance)
        implements Learner {
    /// Classes by a Gaussian kernel.
    public static final SupportVectors DEFAULTS =
            new SupportVectors(Predicts.CLASS, GaussianKernel.DEFAULTS, List.of(), 0.1);

    private static final int STREAM = 21;

    /// Of the rows that tell what a margin means, each is judged by machines that have not seen it.
    private static final int FOLDS = 3;

    public SupportVectors {
        lambda = List.copyOf(lambda);
    }

    @Override
    public boolean classifies() {
        return predicts == Predicts.CLASS;
    }

    @Override
    public double[] strengths(Array x, Target y) {
        return Strengths.descending(lambda.isEmpty() ? Strengths.decades(1e-4, 0.1, 4) : lambda);
    }

    @Override
    public List<Fitted> path(Array x, Target y, double[] strengths) {
        return Arrays.stream(strengths)
                .mapToObj(lambda -> classifies() ? classes(x, y, lambda) : numbers(x, y, lambda))
                .toList();
    }

    private Fitted numbers(Array x, Target y, double lambda) {
        var scale = Standard.of(y);
        Machine.Function f = new Machine(kernel, x).numbers(scale.values(), lambda, tolerance);
        int[] support = support(List.of(f));
        double[] weights = Arrays.stream(support)
                .mapToDouble(i -> scale.deviation() * f.weights()[i])
                .toArray();
        return new KernelFit(kernel, select(x, support), weights, scale.mean() + scale.deviation() * f.intercept());
    }

    private Fitted classes(Array x, Target y, double lambda) {
        int k = y.classes().size();
        int functions = k == 2 ? 1 : k;
        var machines = new ArrayList<Machine.Function>();
        var slopes = new double[functions];
        var shifts = new double[functions];
        List<Fold> folds = folds(x);
        var whole = new Machine(kernel, x);
        for (int c = 0; c < functions; c++) {
            int own = k == 2 ? 1 : c;
            boolean[] member = new boolean[y.rows()];
            for (int i = 0; i < member.length; i++) {
                member[i] = (int) y.values()[i] == own;
            }
            machines.add(whole.classes(member, lambda));
            Platt platt = Platt.of(margins(folds, member, lambda), member);
            slopes[c] = platt.slope();
            shifts[c] = platt.shift();
        }
        int[] support = support(machines);
        var weights = new double[functions * support.length];
        for (int c = 0; c < functions; c++) {
            for (int s = 0; s < support.length; s++) {
                weights[c * support.length + s] = machines.get(c).weights()[support[s]];
            }
        }
        return new MarginFit(
                kernel,
                select(x, support),
                new Array(Shape.of(functions, support.length), weights),
                machines.stream().mapToDouble(Machine.Function::intercept).toArray(),
                slopes,
                shifts);
    }

    /// Rows that a machine sees, and the others, whose margins it tells.
    ///
    /// @param rows the features of those that are seen
    /// @param rest the features of the others
    private record Fold(int[] seen, int[] others, Array rows, Array rest, Machine machine) {}

    private List<Fold> folds(Array x) {
        int n = x.shape().extent(0);
        int[] order = RandomStream.of(0, STREAM, 0, 0).permutation(n);
        return IntStream.range(0, FOLDS)
                .mapToObj(part -> {
                    int[] seen = IntStream.range(0, n)
                            .filter(i -> i % FOLDS != part)
                            .map(i -> order[i])
                            .sorted()
                            .toArray();
                    int[] others = IntStream.range(0, n)
                            .filter(i -> i % FOLDS == part)
                            .map(i -> order[i])
                            .sorted()
                            .toArray();
                    Array rows = select(x, seen);
                    return new Fold(seen, others, rows, select(x, others), new Machine(kernel, rows));
                })
                .toList();
    }

    /// The margin of each row by a machine that has not seen it.
    private double[] margins(List<Fold> folds, boolean[] member, double lambda) {
        var margins = new double[member.length];
        for (Fold fold : folds) {
            var known = new boolean[fold.seen.length];
            for (int i = 0; i < known.length; i++) {
                known[i] = member[fold.seen[i]];
            }
            Machine.Function f = fold.machine.classes(known, lambda);
            int[] support = support(List.of(f));
            double[] weights =
                    Arrays.stream(support).mapToDouble(i -> f.weights()[i]).toArray();
            Array values = new KernelFit(kernel, select(fold.rows, support), weights, f.intercept()).predict(fold.rest);
            for (int i = 0; i < fold.others.length; i++) {
                margins[fold.others[i]] = values.values()[i];
            }
        }
        return margins;
    }

    /// The rows that count in a function; one where none does.
    private static int[] support(List<Machine.Function> functions) {
        int n = functions.getFirst().weights().length;
        int[] support = IntStream.range(0, n)
                .filter(i -> functions.stream().anyMatch(f -> f.weights()[i] != 0))
                .toArray();
        return support.length == 0 ? new int[1] : support;
    }

    private static Array select(Array x, int[] rows) {
        int p = x.shape().extent(1);
        var chosen = new double[rows.length * p];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(x.values(), rows[i] * p, chosen, i * p, p);
        }
        return new Array(Shape.of(rows.length, p), chosen);
    }
}
