package ansatz.engine.execute;

import ansatz.engine.array.Shape;
import ansatz.engine.kernel.Blas;
import ansatz.engine.linalg.Gram;
import ansatz.engine.linalg.LinearOperator;
import ansatz.engine.parallel.Team;
import ansatz.engine.program.Instruction;
import ansatz.engine.program.Operation;
import ansatz.engine.program.Program;
import ansatz.engine.trace.Trace;
import ansatz.engine.trace.Value;
import ansatz.engine.transform.Sharing;
import ansatz.engine.transform.Simplify;
import ansatz.engine.transform.Vjp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

// double only: factorisations and the natural gradient need the digits
/// The derivative matrix O of a scalar function of one sample: row s is d f(x_s; theta) / d theta, one column a
/// parameter. What the natural gradient, Gauss-Newton and Fisher steps are made of.
///
/// Where a parameter's row is an outer product of two vectors of the sample (a dense layer used once), only the two
/// *factors* D [samples, out] and A [samples, in] are kept: then O O^T = sum over layers (D D^T) o (A A^T) and
/// products with vectors cost two thin matrix products, and the n x P matrix never exists. Other parameters
/// (weights
/// used many times a sample, biases) keep their *rows*.
///
/// With [#centre] the rows are taken relative to their (weighted) mean: O - 1 w^T O.
///
/// An object is used by one thread at a time; its numbers are those of the last [#evaluate].
public final class DerivativeMatrix implements LinearOperator {
    /// Columns of a parameter kept as two factors: element (i, j) is left[i] right[j].
    private record Factors(int offset, int leftSize, int rightSize, int left, int right) {}

    /// Columns kept as rows: `size` of them from `column` of the row store; `shared` where all samples agree.
    private record Rows(int offset, int size, int column, int output, boolean shared) {}

    private static final String OUTPUT = "d";

    /// Elements of a block of the Gram matrix.
    private static final int TILE = Gram.BLOCK * Gram.BLOCK;

    private final Team team;
    private final Executable executable;
    private final int columns;
    private final List<Factors> factors = new ArrayList<>();
    private final List<Rows> rows = new ArrayList<>();
    private final int rowColumns;
    private int samples;
    private Results results;
    private double[] stored = {};
    /// By worker: a block of the Gram matrix of each of two factors.
    private double[] products = {};
    /// The weight of each sample, with sum 1.
    private double[] weights = {};
    private boolean centred;

    /// Prepares the derivatives of one output by all parameters.
    ///
    /// @param output a per-sample output with one element
    /// @throws IllegalArgumentException if there is no such output, it has more elements, or it depends on a
    /// parameter through a mean over samples
    public static DerivativeMatrix of(Program program, String output, Team team) {
        return new DerivativeMatrix(program, output, team);
    }

    private DerivativeMatrix(Program program, String output, Team team) {
        this.team = team;
        this.columns = program.parameterCount();
        Trace.Import in = Trace.of(program);
        Trace trace = in.trace();
        Value y = in.values().get(program.output(output).value());
        if (y.shape().size() != 1) {
            throw new IllegalArgumentException("the derivative matrix of " + output + ", of shape " + y.shape()
                    + ", is not defined: wants one element");
        }
        List<Value> parameters = new ArrayList<>();
        List<Operation.Parameter> described = new ArrayList<>();
        for (Value value : in.values()) {
            if (trace.instruction(value).operation() instanceof Operation.Parameter p && !described.contains(p)) {
                parameters.add(value);
                described.add(p);
            }
        }
        List<Value> derivatives =
                Vjp.apply(trace, List.of(y), List.of(trace.constant(y.shape(), 1)), parameters, Sharing.ROWS);
        int named = 0;
        int column = 0;
        for (int k = 0; k < derivatives.size(); k++) {
            Value derivative = derivatives.get(k);
            Operation.Parameter parameter = described.get(k);
            Instruction instruction = trace.instruction(derivative);
            Value[] operands = instruction.operands().stream().map(trace::value).toArray(Value[]::new);
            int order = outer(instruction.operation(), operands);
            if (order >= 0) {
                Value left = operands[order];
                Value right = operands[1 - order];
                factors.add(new Factors(
                        parameter.offset(), left.shape().size(), right.shape().size(), named, named + 1));
                trace.output(OUTPUT + named++, left).output(OUTPUT + named++, right);
            } else {
                int size = parameter.shape().size();
                boolean shared = !derivative.type().perSample();
                rows.add(new Rows(parameter.offset(), size, column, named, shared));
                trace.output(OUTPUT + named++, derivative);
                column += size;
            }
        }
        this.rowColumns = column;
        this.executable = Executable.of(Simplify.apply(trace.program()), team);
        this.results = executable.run(noSamples());
    }

    private Arguments noSamples() {
        Arguments none = executable.arguments().theta(new double[columns]);
        executable
                .program()
                .inputs()
                .forEach(
                        (name, type) -> none.input(name, new double[type.shape().size()]));
        return none;
    }

    /// Which operand of a contraction is the outer index of its outer product: 0 or 1, or -1 where it is none.
    private static int outer(Operation operation, Value[] operands) {
        if (!(operation instanceof Operation.Contract c)
                || !operands[0].type().perSample()
                || !operands[1].type().perSample()) {
            return -1;
        }
        return c.result().equals(c.left() + c.right()) ? 0 : c.result().equals(c.right() + c.left()) ? 1 : -1;
    }

    /// Empty arguments for [#evaluate].
    public Arguments arguments() {
        return executable.arguments();
    }

    /// Computes the matrix at given parameters and samples.
    ///
    /// @throws IllegalArgumentException if an argument is missing or has the wrong length
    public void evaluate(Arguments arguments) {
        samples = arguments.samples;
        stored = sized(stored, samples * rowColumns);
        for (Rows r : rows) {
            if (!r.shared()) {
                arguments.into(OUTPUT + r.output(), stored, r.column(), rowColumns);
            }
        }
        results = executable.run(arguments);
        for (Rows r : rows) {
            if (r.shared()) {
                double[] row = results.get(OUTPUT + r.output());
                for (int s = 0; s < samples; s++) {
                    System.arraycopy(row, 0, stored, s * rowColumns + r.column(), r.size());
                }
            }
        }
        weights = normalised(arguments.weights, samples);
    }

    /// Whether the rows are taken relative to their mean, weighted as the samples are.
    public void centre(boolean centre) {
        centred = centre;
    }

    /// The number of samples.
    @Override
    public int rows() {
        return samples;
    }

    /// The number of parameters.
    @Override
    public int columns() {
        return columns;
    }

    /// How many parameters are kept as factors.
    public int factoredColumns() {
        int covered = 0;
        for (Factors f : factors) {
            covered += f.leftSize() * f.rightSize();
        }
        return covered;
    }

    @Override
    public void apply(double[] x, double[] y) {
        check(x, columns, y, samples);
        Blas blas = Blas.best();
        Arrays.fill(y, 0, samples, 0);
        for (Factors f : factors) {
            // y_s += sum_i left_si (sum_j X_ij right_sj)
            int p = f.leftSize();
            int q = f.rightSize();
            double[] left = results.get(OUTPUT + f.left());
            double[] right = results.get(OUTPUT + f.right());
            double[] product = new double[samples * p];
            blas.gemm(false, true, samples, p, q, 1, right, 0, q, x, f.offset(), q, 0, product, 0, p);
            for (int s = 0; s < samples; s++) {
                double sum = 0;
                for (int i = s * p; i < (s + 1) * p; i++) {
                    sum = Math.fma(left[i], product[i], sum);
                }
                y[s] += sum;
            }
        }
        if (rowColumns > 0) {
            double[] part = new double[rowColumns];
            for (Rows r : rows) {
                System.arraycopy(x, r.offset(), part, r.column(), r.size());
            }
            blas.gemv(false, samples, rowColumns, 1, stored, 0, rowColumns, part, 0, 1, y, 0);
        }
        if (centred) {
            double mean = 0;
            for (int s = 0; s < samples; s++) {
                mean += weights[s] * y[s];
            }
            for (int s = 0; s < samples; s++) {
                y[s] -= mean;
            }
        }
    }

    @Override
    public void applyTransposed(double[] y, double[] x) {
        check(x, columns, y, samples);
        Blas blas = Blas.best();
        Arrays.fill(x, 0, columns, 0);
        double[] v = Arrays.copyOf(y, samples);
        if (centred) {
            double sum = 0;
            for (double value : v) {
                sum += value;
            }
            for (int s = 0; s < samples; s++) {
                v[s] -= weights[s] * sum;
            }
        }
        for (Factors f : factors) {
            int p = f.leftSize();
            int q = f.rightSize();
            double[] left = results.get(OUTPUT + f.left());
            double[] right = results.get(OUTPUT + f.right());
            double[] scaled = new double[samples * p];
            for (int s = 0; s < samples; s++) {
                for (int i = s * p; i < (s + 1) * p; i++) {
                    scaled[i] = v[s] * left[i];
                }
            }
            blas.gemm(true, false, p, q, samples, 1, scaled, 0, p, right, 0, q, 0, x, f.offset(), q);
        }
        if (rowColumns > 0) {
            double[] part = new double[rowColumns];
            blas.gemv(true, samples, rowColumns, 1, stored, 0, rowColumns, v, 0, 0, part, 0);
            for (Rows r : rows) {
                System.arraycopy(part, r.column(), x, r.offset(), r.size());
            }
        }
    }

    /// O^T itself, uncentred: `out[offset + column * stride + row]`.
    ///
    /// @param stride at least [#rows()]; what lies beyond is left alone
    public void writeTransposed(double[] out, int offset, int stride) {
        for (Factors f : factors) {
            double[] left = results.get(OUTPUT + f.left());
            double[] right = results.get(OUTPUT + f.right());
            team.run(f.leftSize(), (worker, i) -> {
                for (int j = 0; j < f.rightSize(); j++) {
                    int at = offset + (f.offset() + i * f.rightSize() + j) * stride;
                    for (int s = 0; s < samples; s++) {
                        out[at + s] = left[s * f.leftSize() + i] * right[s * f.rightSize() + j];
                    }
                }
            });
        }
        for (Rows r : rows) {
            team.run(r.size(), (worker, k) -> {
                int at = offset + (r.offset() + k) * stride;
                for (int s = 0; s < samples; s++) {
                    out[at + s] = stored[s * rowColumns + r.column() + k];
                }
            });
        }
    }

    /// O O^T, the lower triangle; what the rest holds is not said.
    ///
    /// @param out takes `rows() * rows()` elements, row-major
    public void gram(double[] out) {
        int n = samples;
        products = sized(products, factors.isEmpty() ? 0 : 2 * TILE * team.size());
        Gram.tiles(team, n, (worker, row, column, height, width) -> {
            int at = row * n + column;
            if (rowColumns > 0) {
                int left = row * rowColumns;
                int right = column * rowColumns;
                Gram.tile(false, height, width, rowColumns, 1, stored, left, right, rowColumns, 0, out, at, n);
            } else {
                for (int i = 0; i < height; i++) {
                    Arrays.fill(out, at + i * n, at + i * n + width, 0);
                }
            }
            int g = 2 * TILE * worker;
            for (Factors f : factors) {
                product(results.get(OUTPUT + f.left()), f.leftSize(), row, column, height, width, g);
                product(results.get(OUTPUT + f.right()), f.rightSize(), row, column, height, width, g + TILE);
                for (int i = 0; i < height; i++) {
                    addProducts(out, at + i * n, g + i * width, row == column ? i + 1 : width);
                }
            }
        });
        if (centred) {
            Gram.mirror(team, n, out);
            centre(out, n);
        }
    }

    /// The block of X X^T, X `[samples, size]`, in the scratch from `to` on, row by row.
    private void product(double[] x, int size, int row, int column, int height, int width, int to) {
        Gram.tile(false, height, width, size, 1, x, row * size, column * size, size, 0, products, to, width);
    }

    /// Adds the elements from `g` on of a product times those of the other one.
    private void addProducts(double[] out, int to, int g, int count) {
        double[] p = products;
        for (int j = 0; j < count; j++) {
            out[to + j] = Math.fma(p[g + j], p[g + TILE + j], out[to + j]);
        }
    }

    /// G becomes (1 - 1 w^T) G (1 - w 1^T).
    private void centre(double[] g, int n) {
        double[] mean = new double[n];
        double all = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                mean[i] = Math.fma(weights[j], g[i * n + j], mean[i]);
            }
            all += weights[i] * mean[i];
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                g[i * n + j] += all - mean[i] - mean[j];
            }
        }
    }

    private static double[] normalised(double @Nullable [] weights, int samples) {
        double[] w = new double[samples];
        double sum = 0;
        for (int s = 0; s < samples; s++) {
            w[s] = weights == null ? 1 : weights[s];
            sum += w[s];
        }
        for (int s = 0; s < samples; s++) {
            w[s] /= sum;
        }
        return w;
    }

    private static void check(double[] x, int columns, double[] y, int rows) {
        if (x.length < columns || y.length < rows) {
            throw new IllegalArgumentException("a derivative matrix of " + rows + " samples and " + columns
                    + " parameters wants vectors of these lengths, got " + y.length + " and " + x.length);
        }
    }

    private static double[] sized(double[] array, int length) {
        return array.length == length ? array : new double[length];
    }

    @Override
    public String toString() {
        Shape shape = Shape.of(samples, columns);
        return "derivative matrix " + shape + ", " + factoredColumns() + " columns in " + factors.size()
                + " pairs of factors, " + rowColumns + " as rows";
    }
}
