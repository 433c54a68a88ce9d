package ansatz.learn;

import ansatz.engine.kernel.Arithmetic;
import ansatz.engine.kernel.Kernels;
import ansatz.engine.kernel.Reductions;
import ansatz.engine.linalg.Cholesky;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Minimises |y - X b|^2 / 2 + l1 |b|_1 + l2 |b|^2 / 2 along falling penalties, coordinate by coordinate, in a
/// working
/// set of features: those that are not zero, and those whose correlation with the residual may reach l1 by the next
/// penalty (the sequential strong rule; R. Tibshirani et al., J. R. Stat. Soc. B 74, 245 (2012)). All features are
/// looked at when the working set has come to its end: once a penalty, if the rule was right.
///
/// Among nearly collinear features the coordinates creep. As long as no sign changes the cost is a quadratic form
/// of the
/// coefficients that are not zero, so every now and then one Newton step goes to its least value, or as far as the
/// first
/// sign.
final class CoordinateDescent {
    /// Sweeps over the working set between two looks at its gap.
    private static final int SWEEPS = 5;

    /// Groups of sweeps between two Newton steps.
    private static final int GROUPS = 4;

    /// Added to the normal equations of a Newton step, in units of their mean diagonal: collinear columns then have
    /// a
    /// direction too, which need not be the best one.
    private static final double FLOOR = 1e-12;

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
            if (sweeps > 0 && sweeps % (GROUPS * SWEEPS) == 0) {
                newton(work, l1, l2);
            }
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

    /// Goes to the least cost among coefficients of the present signs, on a straight line that ends where the first
    /// of
    /// them becomes zero.
    private void newton(int[] work, double l1, double l2) {
        int[] active = Arrays.stream(work).filter(j -> b[j] != 0).toArray();
        int m = active.length;
        if (m == 0 || m > residual.length) {
            return;
        }
        var gram = new double[m * m];
        var direction = new double[m];
        double trace = 0;
        for (int i = 0; i < m; i++) {
            int j = active[i];
            for (int k = 0; k <= i; k++) {
                gram[i * m + k] = dot(x[j], x[active[k]]);
                gram[k * m + i] = gram[i * m + k];
            }
            gram[i * m + i] += l2;
            trace += gram[i * m + i];
            direction[i] = dot(x[j], residual) - l2 * b[j] - Math.signum(b[j]) * l1;
        }
        double[] descent = direction.clone();
        Cholesky cholesky = Cholesky.inPlace(m, gram, FLOOR * trace / m);
        if (!cholesky.succeeded()) {
            return;
        }
        cholesky.solveRows(direction, 1);
        var change = new double[residual.length];
        double slope = 0;
        double curvature = 0;
        double step = Double.POSITIVE_INFINITY;
        int first = -1;
        for (int i = 0; i < m; i++) {
            int j = active[i];
            arithmetic.axpy(direction[i], x[j], 0, change, 0, change.length);
            slope += descent[i] * direction[i];
            curvature += l2 * direction[i] * direction[i];
            double end = -b[j] / direction[i];
            if (end > 0 && end < step) {
                step = end;
                first = j;
            }
        }
        curvature += dot(change, change);
        if (!(slope > 0 && curvature > 0)) {
            return; // at the least cost, within rounding
        }
        if (slope / curvature < step) {
            step = slope / curvature;
            first = -1;
        }
        for (int i = 0; i < m; i++) {
            b[active[i]] += step * direction[i];
        }
        if (first >= 0) {
            b[first] = 0;
        }
        arithmetic.axpy(-step, change, 0, residual, 0, residual.length);
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
