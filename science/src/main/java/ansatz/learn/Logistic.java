package ansatz.learn;

import ansatz.engine.array.Array;
import ansatz.engine.parallel.Team;
import ansatz.schema.Key;
import ansatz.schema.Name;
import java.util.ArrayList;
import java.util.List;

/// Probabilities of classes by a softmax of linear functions, with a penalty on the coefficients:
/// -(1/n) sum log p(class of the row) + lambda [ rho |b|_1 + (1 - rho) |b|^2 ], by Newton's method, of more than
/// two
/// classes with directions by conjugate gradients; with absolute
/// values each step descends along the coordinates of its quadratic model (J. Lee et al., SIAM J. Optim.
/// 24, 1420 (2014)). Two classes are one linear function, whose softmax is the logistic function.
@Name(
        value = "logistic",
        summary = "Logistic or softmax regression: -(1/n) sum log p + lambda [rho |b|_1 + (1 - rho) |b|^2]",
        cite = "T. Hastie, R. Tibshirani, J. Friedman, The Elements of Statistical Learning, section 4.4")
public record Logistic(
        @Key(
                value =
                        "strengths to choose from by cross-validation; without any 11 from 1e-5 to 1, or with rho above 0 30 from where all is zero down 3 decades",
                above = 0,
                max = 1e12)
        List<Double> lambda,

        @Key(
                value = "share of the absolute values in the penalty, the rest is quadratic; 1 makes coefficients zero",
                min = 0,
                max = 1)
        double rho)
        implements Learner {
    /// A quadratic penalty with the strengths of [#strengths].
    public static final Logistic DEFAULTS = new Logistic(List.of(), 0);

    private static final int STEPS = 30;
    private static final double DEPTH = 1e-3;

    public Logistic {
        lambda = List.copyOf(lambda);
    }

    @Override
    public boolean classifies() {
        return true;
    }

    /// Never 0 where none are given, as classes that a plane parts have no fit without a penalty.
    @Override
    public double[] strengths(Array x, Target y) {
        if (!lambda.isEmpty()) {
            return Strengths.descending(lambda);
        }
        if (rho == 0) {
            return Strengths.descending(Strengths.decades(1e-5, 1, 11));
        }
        try (Team alone = Team.of(1)) {
            double highest = Math.max(Double.MIN_NORMAL, new Softmax(x, y, alone).steepest() / rho);
            return Strengths.descending(Strengths.decades(DEPTH * highest, highest, STEPS));
        }
    }

    /// To the rounding of the cost.
    @Override
    public List<LinearFit> path(Array x, Target y, double[] strengths) {
        try (Team alone = Team.of(1)) {
            return path(x, y, strengths, alone);
        }
    }

    @Override
    public List<LinearFit> path(Array x, Target y, double[] strengths, Team team) {
        return path(x, y, strengths, 0, team);
    }

    /// The path to another gap.
    ///
    /// @param gap how far a cost may lie above its least value, in units of the cost at b = 0, by Newton's
    /// estimate; with
    ///     absolute values in the penalty fits go to rounding all the same
    public List<LinearFit> path(Array x, Target y, double[] strengths, double gap, Team team) {
        var problem = new Softmax(x, y, team);
        var fits = new ArrayList<LinearFit>();
        double[] theta = new double[problem.size];
        for (double lambda : strengths) {
            fits.add(
                    rho == 0
                            ? problem.solve(theta, lambda, gap)
                            : problem.solveSparse(theta, lambda * rho, lambda * (1 - rho)));
        }
        return fits;
    }
}
