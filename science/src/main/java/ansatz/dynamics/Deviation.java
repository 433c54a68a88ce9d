package ansatz.dynamics;

/// How far a moving state is from obeying the equation of motion at a moment, with standard errors; these are 0
/// where all configurations were summed over.
///
/// @param missed the speed |d/dt psi - (the equation of motion)| at which it departs from the exact evolution,
/// in rad per unit of time
/// @param missedError its error
/// @param speed that of the exact evolution, sqrt(<H^2> - <H>^2)
/// @param speedError its error
/// @param residual r^2, the share of the squared speed that is missed; 0 for an eigenstate, which does not move
/// @param residualError its error
public record Deviation(
        double missed, double missedError, double speed, double speedError, double residual, double residualError) {

    /// From the squares of both by configuration.
    ///
    /// @param missed w_n |X v + z|^2 / w_n
    /// @param speed |z|^2 alike
    /// @param w weights whose sum is 1
    /// @param stochastic whether the configurations are independent draws with equal weights
    static Deviation of(double[] missed, double[] speed, double[] w, boolean stochastic) {
        double a = mean(missed, w);
        double b = mean(speed, w);
        double ratio = b > 0 ? a / b : 0;
        var rest = new double[w.length];
        for (int n = 0; n < w.length; n++) {
            rest[n] = missed[n] - ratio * speed[n];
        }
        double errors = stochastic ? 1 : 0;
        return new Deviation(
                Math.sqrt(a),
                a > 0 ? errors * error(missed, a) / (2 * Math.sqrt(a)) : 0,
                Math.sqrt(b),
                b > 0 ? errors * error(speed, b) / (2 * Math.sqrt(b)) : 0,
                ratio,
                b > 0 ? errors * error(rest, 0) / b : 0);
    }

    private static double mean(double[] x, double[] w) {
        double sum = 0;
        for (int n = 0; n < w.length; n++) {
            sum += w[n] * x[n];
        }
        return sum;
    }

    private static double error(double[] x, double mean) {
        double sum = 0;
        for (double value : x) {
            sum += (value - mean) * (value - mean);
        }
        return Math.sqrt(sum / x.length / Math.max(1, x.length - 1));
    }
}
