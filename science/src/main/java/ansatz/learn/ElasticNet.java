package ansatz.learn;

import ansatz.engine.array.Array;
import ansatz.schema.Key;
import ansatz.schema.Name;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
        var data = Centred.of(x, y);
        double most = new CoordinateDescent(columns(data), data.y()).largest();
        // all coefficients are zero where (2/n) |x_j . y| <= lambda rho
        double highest = Math.max(Double.MIN_NORMAL, 2 * most / (data.rows() * rho));
        return Strengths.descending(Strengths.decades(DEPTH * highest, highest, STEPS));
    }

    @Override
    public List<LinearFit> path(Array x, Target y, double[] strengths) {
        return path(x, y, strengths, GAP);
    }

    /// The path to another gap.
    ///
    /// @param gap how far a cost may lie above its least value, in units of the cost at b = 0
    public List<LinearFit> path(Array x, Target y, double[] strengths, double gap) {
        var data = Centred.of(x, y);
        int n = data.rows();
        var descent = new CoordinateDescent(columns(data), data.y());
        var unknown = new double[data.features()];
        Arrays.fill(unknown, Double.NaN);
        var fits = new ArrayList<LinearFit>();
        for (double strength : strengths) {
            // the cost times n / 2
            double reached = descent.descend(n * strength * rho / 2, n * strength * (1 - rho), gap);
            fits.add(data.fit(descent.coefficients(), unknown.clone(), -1, Double.NaN, reached));
        }
        return fits;
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
}
