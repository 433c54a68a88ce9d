package ansatz.learn;

import ansatz.engine.array.Array;
import ansatz.engine.kernel.Kernels;
import ansatz.schema.Key;
import ansatz.schema.Name;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Least squares with a penalty that makes coefficients zero, by coordinate descent with a working set along a path
/// of strengths: (1/n) |y - X b|^2 + lambda [ rho |b|_1 + (1 - rho) |b|^2 ].
///
/// The intercept is not penalised. A fit ends when the duality gap says that the cost lies within 1e-12 of the cost
/// at
/// b = 0 above its least value.
@Name(
        value = "elastic-net",
        summary = "Linear model with few coefficients: (1/n) |y - X b|^2 + lambda [rho |b|_1 + (1 - rho) |b|^2]",
        cite =
                "H. Zou and T. Hastie, J. R. Stat. Soc. B 67, 301 (2005); J. Friedman et al., J. Stat. Softw. 33, 1 (2010)")
public record ElasticNet(
        @Key(
                value =
                        "strengths to choose from by cross-validation; without any 60 from where all is zero down 3 decades",
                above = 0,
                max = 1e12)
        List<Double> lambda,

        @Key(
                value = "share of the absolute values in the penalty, the rest is quadratic; 1 is the lasso",
                above = 0,
                max = 1)
        double rho)
        implements Learner {
    /// The lasso with a path of its own.
    public static final ElasticNet DEFAULTS = new ElasticNet(List.of(), 1);

    /// The gap that is asked for, in units of the cost at b = 0.
    public static final double GAP = 1e-12;

    private static final int STEPS = 60;
    private static final double DEPTH = 1e-3;
    private static final int MOST_SWEEPS = 100_000;

    public ElasticNet {
        lambda = List.copyOf(lambda);
    }

    @Override
    public boolean classifies() {
        return false;
    }

    @Override
    public double[] strengths(Array x, Target y) {
        if (!lambda.isEmpty()) {
            return Strengths.descending(lambda);
        }
        var data = Centred.of(x, y.values());
        double most = 0;
        for (double c : correlations(columns(data), data.y())) {
            most = Math.max(most, Math.abs(c));
        }
        // all coefficients are zero where (2/n) |x_j . y| <= lambda rho
        double highest = Math.max(Double.MIN_NORMAL, 2 * most / (data.rows() * rho));
        return Strengths.descending(Strengths.decades(DEPTH * highest, highest, STEPS));
    }

    @Override
    public List<LinearFit> path(Array x, Target y, double[] strengths) {
        var data = Centred.of(x, y.values());
        double[][] columns = columns(data);
        var b = new double[columns.length];
        double[] r = data.y().clone();
        var unknown = new double[b.length];
        Arrays.fill(unknown, Double.NaN);
        var fits = new ArrayList<LinearFit>();
        for (double strength : strengths) {
            double gap = solve(columns, data.y(), r, b, strength);
            fits.add(data.fit(b.clone(), unknown.clone(), -1, Double.NaN, gap));
        }
        return fits;
    }

    /// Descends until the gap is small; b and r = y - X b are changed.
    ///
    /// @return the relative gap
    private double solve(double[][] x, double[] y, double[] r, double[] b, double strength) {
        var arithmetic = Kernels.best().arithmetic();
        int p = b.length;
        int n = y.length;
        double l1 = n * strength * rho / 2; // the cost times n / 2
        double l2 = n * strength * (1 - rho);
        var squares = new double[p];
        for (int j = 0; j < p; j++) {
            squares[j] = dot(x[j], x[j]);
        }
        double scale = dot(y, y) / 2;
        double gap = Double.POSITIVE_INFINITY;
        for (int sweep = 0; sweep < MOST_SWEEPS; ) {
            double[] c = correlations(x, r);
            gap = gap(y, r, b, c, l1, l2) / Math.max(scale, Double.MIN_NORMAL);
            if (gap <= GAP) {
                break;
            }
            // those that are not zero, and those that the gradient would move
            int[] work = IntStream.range(0, p)
                    .filter(j -> squares[j] > 0 && (b[j] != 0 || Math.abs(c[j]) > l1))
                    .toArray();
            if (work.length == 0) {
                break;
            }
            double largest = Double.POSITIVE_INFINITY;
            double first = 0;
            for (int inner = 0; inner < 1000 && largest > 1e-3 * first; inner++) {
                largest = 0;
                for (int j : work) {
                    double old = b[j];
                    double z = dot(x[j], r) + squares[j] * old;
                    double shrunk = Math.signum(z) * Math.max(0, Math.abs(z) - l1) / (squares[j] + l2);
                    if (shrunk != old) {
                        double step = shrunk - old;
                        arithmetic.axpy(-step, x[j], 0, r, 0, n);
                        b[j] = shrunk;
                        largest = Math.max(largest, step * step * squares[j]);
                    }
                }
                first = inner == 0 ? largest : first;
                sweep++;
            }
        }
        return gap;
    }

    /// The gap between 1/2 |y - X b|^2 + l1 |b|_1 + l2/2 |b|^2 and its dual at theta = a (y - X b), with a <= 1
    /// such
    /// that |x_j . theta - l2 b_j| <= l1: the quadratic penalty is data of its own, rows sqrt(l2) with the target
    /// 0.
    ///
    /// @param c x_j . r
    private static double gap(double[] y, double[] r, double[] b, double[] c, double l1, double l2) {
        double rr = dot(r, r);
        double bb = dot(b, b);
        double absolute = 0;
        double most = 0;
        for (int j = 0; j < b.length; j++) {
            absolute += Math.abs(b[j]);
            most = Math.max(most, Math.abs(c[j] - l2 * b[j]));
        }
        double a = most > l1 ? l1 / most : 1;
        double primal = (rr + l2 * bb) / 2 + l1 * absolute;
        double dual = a * dot(r, y) - a * a * (rr + l2 * bb) / 2;
        return primal - dual;
    }

    private static double[][] columns(Centred data) {
        int n = data.rows();
        int p = data.features();
        var columns = new double[p][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < p; j++) {
                columns[j][i] = data.x().values()[i * p + j];
            }
        }
        return columns;
    }

    private static double[] correlations(double[][] x, double[] r) {
        return Arrays.stream(x).mapToDouble(column -> dot(column, r)).toArray();
    }

    private static double dot(double[] a, double[] b) {
        return Kernels.best().reductions().dot(a, 0, b, 0, a.length);
    }
}
