package ansatz.statistics;

import java.util.Arrays;
import java.util.List;

/// Values that cannot be reached, from a series that leads to them.
public final class Extrapolation {
    /// A change of the slope that does not count, in its errors.
    private static final double SETTLED = 1e-6;

    private static final int MOST_ROUNDS = 100;

    private Extrapolation() {}

    /// A wave function's energy and variance.
    ///
    /// @param energy with its error
    /// @param variance with its error, in the square of the unit
    /// @param covariance of the two errors
    public record Point(Estimate energy, Estimate variance, double covariance) {}

    /// The energy at zero variance by a straight line through several wave functions of growing quality,
    /// E = E_0 + a Var (Y. Kwon, D. M. Ceperley, R. M. Martin, Phys. Rev. B 48, 12037 (1993)): parameter 0 of the
    /// fit is
    /// E_0, parameter 1 is a.
    ///
    /// Both coordinates have errors; the residual E - a Var has the variance s_E^2 + a^2 s_V^2 - 2 a s_EV, with the
    /// slope
    /// of the round before.
    ///
    /// @throws IllegalArgumentException if there are fewer than two points, or errors of zero in both coordinates
    public static Fit zeroVariance(List<Point> points) {
        double[] x = points.stream().mapToDouble(p -> p.variance().mean()).toArray();
        double[] y = points.stream().mapToDouble(p -> p.energy().mean()).toArray();
        double slope = 0;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double a = slope;
            double[] error = points.stream()
                    .mapToDouble(p -> {
                        double e = p.energy().error();
                        double v = p.variance().error();
                        return Math.sqrt(e * e + a * a * v * v - 2 * a * p.covariance());
                    })
                    .toArray();
            Fit fit = Fit.of((at, p) -> p[0] + p[1] * at, new double[] {y[0], a}, x, y, error);
            slope = fit.parameters()[1];
            if (Math.abs(slope - a) <= SETTLED * fit.parameter(1).error()) {
                return fit;
            }
        }
        throw new IllegalArgumentException("the slope of the energy against the variance does not settle: the errors of"
                + " the variances are as large as their differences");
    }

    /// The value at infinite size with a known leading power of the size, y = y_inf + a L^-power: parameter 0 of
    /// the fit
    /// is y_inf, parameter 1 is a.
    ///
    /// @param sizes L, all above 0
    /// @param values y with their errors, independent of each other
    /// @param power such as 2 for the energy per site of a periodic critical chain
    /// @throws IllegalArgumentException if there are fewer than two points or an error is zero
    public static Fit infiniteSize(double[] sizes, List<? extends Estimate> values, double power) {
        double[] x = Arrays.stream(sizes).map(l -> Math.pow(l, -power)).toArray();
        double[] y = values.stream().mapToDouble(Estimate::mean).toArray();
        double[] error = values.stream().mapToDouble(Estimate::error).toArray();
        return Fit.of((at, p) -> p[0] + p[1] * at, new double[] {y[y.length - 1], 0}, x, y, error);
    }

    /// The value at infinite size and the power with which it is approached, y = y_inf + a L^-w: parameters 0, 1
    /// and 2 of
    /// the fit are y_inf, a and w.
    ///
    /// @param sizes L, all above 0, two of them different at least
    /// @param values y with their errors, independent of each other
    /// @param guess a power to start from
    /// @throws IllegalArgumentException if there are fewer than three points, an error is zero, or no minimum is
    /// found
    public static Fit infiniteSizeAndPower(double[] sizes, List<? extends Estimate> values, double guess) {
        double[] y = values.stream().mapToDouble(Estimate::mean).toArray();
        double[] error = values.stream().mapToDouble(Estimate::error).toArray();
        double[] line = infiniteSize(sizes, values, guess).parameters();
        return Fit.of(
                (l, p) -> p[0] + p[1] * Math.pow(l, -p[2]), new double[] {line[0], line[1], guess}, sizes, y, error);
    }
}
