package ansatz.learn;

import ansatz.engine.kernel.Arithmetic;
import ansatz.engine.kernel.Kernels;
import ansatz.engine.kernel.Reductions;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Minimises |y - X b|^2 / 2 + l1 |b|_1 + l2 |b|^2 / 2 along falling penalties, coordinate by coordinate, in a
/// working
/// set of features: those that are not zero, and those whose correlation with the residual may reach l1 by the next
/// penalty (the sequential strong rule; R. Tibshirani et al., J. R. Stat. Soc. B 74, 245 (2012)). All features are
/// looked at when the working set has come to its end: once a penalty, if the rule was right.
final class CoordinateDescent {
    /// Sweeps over the working set between two looks at its gap.
    private static final int SWEEPS = 5;

    private static final int MOST_SWEEPS = 100_000;

    /// The gap within the working set is made smaller than the one asked for, which all features widen a little.
    private static final double MARGIN = 0.5;

    private final Arithmetic arithmetic = Kernels.best().arithmetic();
    private final Reductions reductions = Kernels.best().reductions();
    /// The columns, p x n.
    private final double[][] x;

    private final double[] y;
    private final double[] squares;
    private final double[] b;
    private final double[] residual;
    /// x_j . residual at the last look at all features.
    private final double[] correlation;

    private final double scale;
    private double before;

    CoordinateDescent(double[][] x, double[] y) {
        this.x = x;
        this.y = y;
        b = new double[x.length];
        residual = y.clone();
        squares = new double[x.length];
        correlation = new double[x.length];
        Arrays.setAll(squares, j -> dot(x[j], x[j]));
        Arrays.setAll(correlation, j -> dot(x[j], y));
        scale = Math.max(Double.MIN_NORMAL, dot(y, y) / 2);
        before = largest();
    }

    /// The largest modulus of a correlation of a column with y: with a larger l1 all coefficients are zero.
    double largest() {
        return Arrays.stream(correlation).map(Math::abs).max().orElse(0);
    }

    double[] coefficients() {
        return b.clone();
    }

    /// Goes on to the next penalty.
    ///
    /// @param goal the gap that is asked for, in units of the cost at b = 0
    /// @return the gap that was reached
    double descend(double l1, double l2, double goal) {
        int p = b.length;
        double reach = 2 * l1 - before;
        // after a long step of the penalty the rule says nothing
        double threshold = reach > l1 / 2 ? reach : l1;
        before = l1;
        var in = new boolean[p];
        for (int j = 0; j < p; j++) {
            in[j] = squares[j] > 0 && (b[j] != 0 || Math.abs(correlation[j]) >= threshold);
        }
        int[] all = IntStream.range(0, p).toArray();
        double gap = gap(all, l1, l2);
        for (int sweep = 0; sweep < MOST_SWEEPS && gap > goal; ) {
            int[] work = IntStream.range(0, p).filter(j -> in[j]).toArray();
            int sweeps = settle(work, l1, l2, goal);
            sweep += sweeps;
            Arrays.setAll(correlation, j -> dot(x[j], residual));
            gap = gap(all, l1, l2);
            boolean grown = false;
            for (int j = 0; j < p; j++) {
                if (!in[j] && squares[j] > 0 && Math.abs(correlation[j]) > l1) {
                    in[j] = true;
                    grown = true;
                }
            }
            if (!grown && sweeps == 0) {
                break; // rounding lets nothing move
            }
        }
        return gap;
    }

    /// Sweeps over the working set until its own gap is small.
    ///
    /// @return how often something moved
    private int settle(int[] work, double l1, double l2, double goal) {
        int sweeps = 0;
        while (sweeps < MOST_SWEEPS && work.length > 0) {
            double largest = 0;
            for (int s = 0; s < SWEEPS; s++) {
                largest = sweep(work, l1, l2);
            }
            if (largest == 0) {
                break;
            }
            sweeps += SWEEPS;
            for (int j : work) {
                correlation[j] = dot(x[j], residual);
            }
            if (gap(work, l1, l2) <= MARGIN * goal) {
                break;
            }
        }
        return sweeps;
    }

    /// @return the largest change of the cost by one coordinate
    private double sweep(int[] work, double l1, double l2) {
        double largest = 0;
        for (int j : work) {
            double old = b[j];
            double z = dot(x[j], residual) + squares[j] * old;
            double to = Math.signum(z) * Math.max(0, Math.abs(z) - l1) / (squares[j] + l2);
            if (to != old) {
                double step = to - old;
                arithmetic.axpy(-step, x[j], 0, residual, 0, residual.length);
                b[j] = to;
                largest = Math.max(largest, step * step * squares[j]);
            }
        }
        return largest;
    }

    /// The gap between the cost and its dual at theta = a (y - X b), with a <= 1 such that |x_j . theta - l2 b_j|
    /// <= l1 for
    /// the given features: the quadratic penalty is data of its own, rows sqrt(l2) with the target 0. In units of
    /// the
    /// cost at b = 0.
    private double gap(int[] features, double l1, double l2) {
        double rr = dot(residual, residual);
        double bb = 0;
        double absolute = 0;
        double most = 0;
        for (int j : features) {
            bb += b[j] * b[j];
            absolute += Math.abs(b[j]);
            most = Math.max(most, Math.abs(correlation[j] - l2 * b[j]));
        }
        double a = most > l1 ? l1 / most : 1;
        double primal = (rr + l2 * bb) / 2 + l1 * absolute;
        double dual = a * dot(residual, y) - a * a * (rr + l2 * bb) / 2;
        return (primal - dual) / scale;
    }

    private double dot(double[] a, double[] c) {
        return reductions.dot(a, 0, c, 0, a.length);
    }
}
