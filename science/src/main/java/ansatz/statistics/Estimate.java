package ansatz.statistics;

/// A number with its error bar, sealed by how it was made. Every number that a run reports is one of these.
///
/// The error is one standard deviation of the mean, in the unit of the mean. `toString` is the notation of the
/// field: `-25.4909(2)`.
public sealed interface Estimate {

    /// The best value.
    double mean();

    /// One standard deviation of [#mean()], never negative; NaN where it could not be found.
    double error();

    /// How far this estimate lies above a reference without an error of its own, in error bars of this estimate.
    ///
    /// Zero error: 0 where both agree exactly, otherwise an infinity. NaN where either is unknown.
    default double distance(double reference) {
        return distance(mean() - reference, error());
    }

    /// How far this estimate lies above another, independent one, in error bars of the difference.
    default double distance(Estimate reference) {
        return distance(mean() - reference.mean(), Math.hypot(error(), reference.error()));
    }

    private static double distance(double difference, double error) {
        return difference == 0 && error == 0 ? 0 : difference / error;
    }

    /// A mean over a correlated Markov chain.
    ///
    /// @param mean the sample mean
    /// @param error its standard deviation, autocorrelation taken into account
    /// @param tau the integrated autocorrelation time 1 + 2 sum_t rho(t) in draws: 1 for independent draws
    /// @param rhat the potential scale reduction of [Chains#rhat()], 1 for chains that agree; NaN with too few
    /// draws
    /// @param ess the effective sample size of [Chains#ess()]
    /// @param n the number of draws, over all chains
    record MonteCarlo(double mean, double error, double tau, double rhat, double ess, long n) implements Estimate {
        public MonteCarlo {
            requireError(error);
            if (n < 1) {
                throw new IllegalArgumentException("an estimate needs at least one draw; found " + n);
            }
        }

        /// The same estimate of draws that each stand for several.
        public MonteCarlo withSize(double effective, long draws) {
            return new MonteCarlo(mean, error, tau, rhat, effective, draws);
        }

        @Override
        public String toString() {
            return ErrorNotation.format(mean, error);
        }
    }

    /// A value from a formula, an enumeration or a diagonalisation.
    ///
    /// @param mean the value
    /// @param error a bound on its rounding or truncation, 0 where it is exact to the last digit
    record Exact(double mean, double error) implements Estimate {
        public Exact {
            requireError(error);
        }

        public Exact(double value) {
            this(value, 0);
        }

        /// The shortest decimal for an error of zero, otherwise the notation with parentheses.
        @Override
        public String toString() {
            return error == 0 ? ErrorNotation.plain(mean) : ErrorNotation.format(mean, error);
        }
    }

    /// A statistic with its error from resampling.
    ///
    /// @param mean the statistic on the original sample
    /// @param error the standard deviation over the resamplings
    /// @param resamplings how many there were
    record Bootstrap(double mean, double error, int resamplings) implements Estimate {
        public Bootstrap {
            requireError(error);
            if (resamplings < 2) {
                throw new IllegalArgumentException(
                        "a bootstrap error needs at least 2 resamplings; found " + resamplings);
            }
        }

        @Override
        public String toString() {
            return ErrorNotation.format(mean, error);
        }
    }

    /// A function of several means with its error from leaving out blocks of draws; see
    /// [ansatz.statistics.Jackknife].
    ///
    /// @param mean the function of the means, its bias taken off
    /// @param error its standard deviation
    /// @param blocks how many blocks there were
    record Jackknife(double mean, double error, int blocks) implements Estimate {
        public Jackknife {
            requireError(error);
        }

        @Override
        public String toString() {
            return ErrorNotation.format(mean, error);
        }
    }

    /// A parameter of a model that was fitted to points with errors; see [ansatz.statistics.Fit].
    ///
    /// @param mean the parameter
    /// @param error its standard deviation
    /// @param chiSquare the least chi^2
    /// @param degreesOfFreedom points less parameters
    record Fitted(double mean, double error, double chiSquare, int degreesOfFreedom) implements Estimate {
        public Fitted {
            requireError(error);
        }

        @Override
        public String toString() {
            return ErrorNotation.format(mean, error);
        }
    }

    /// The mean and the standard deviation of a posterior distribution.
    ///
    /// @param mean the posterior mean
    /// @param error the posterior standard deviation
    record Posterior(double mean, double error) implements Estimate {
        public Posterior {
            requireError(error);
        }

        @Override
        public String toString() {
            return ErrorNotation.format(mean, error);
        }
    }

    /// A mean with its standard error from elsewhere, such as a publication or the result of a study.
    record Given(double mean, double error) implements Estimate {
        public Given {
            requireError(error);
        }

        @Override
        public String toString() {
            return ErrorNotation.format(mean, error);
        }
    }

    private static void requireError(double error) {
        if (error < 0) {
            throw new IllegalArgumentException("an error bar is at least 0; found " + error);
        }
    }
}
