package ansatz.optimizer;

import ansatz.engine.parallel.Team;
import ansatz.schema.Key;
import ansatz.schema.Name;

/// The natural gradient: theta -= rate d with (S + shift) d = g. For a wave function this is stochastic
/// reconfiguration (Sorella 1998), imaginary time; for a fit it is the method of Gauss and Newton with Levenberg's
/// shift.
///
/// The system is solved in the space of parameters, or, where there are more parameters than samples, in the space
/// of samples: with S = X^T X and g = X^T y, d = X^T (X X^T + shift)^-1 y, the same direction (A. Chen and M. Heyl,
/// Nature Physics 20, 1476 (2024)).
@Name(
        value = "natural-gradient",
        summary = "Natural gradient, theta -= rate (S + shift)^-1 g, in the space of parameters or of samples",
        cite = "S. Sorella, Phys. Rev. Lett. 80, 4558 (1998); A. Chen and M. Heyl, Nature Physics 20, 1476 (2024)")
public record NaturalGradient(
        @Key("what the direction is multiplied by") Schedule rate,
        @Key("what is added to the diagonal of the metric") Schedule shift,

        @Key(
                value = "largest length of a step, rate sqrt(d^T S d); a longer one is shortened",
                unit = "rad",
                above = 0,
                max = 1e6)
        double cap,

        @Key("where the linear system is solved") Solver solver)
        implements Optimizer {

    /// Where the linear system is solved.
    public enum Solver {
        /// Where it is smaller.
        SMALLER,
        /// In the space of parameters.
        PARAMETERS,
        /// In the space of samples.
        SAMPLES;

        boolean inParameters(double parameters, double rows) {
            return switch (this) {
                case SMALLER -> parameters <= rows;
                case PARAMETERS -> true;
                case SAMPLES -> false;
            };
        }

        /// How many doubles the system takes.
        ///
        /// @param rows those of the derivatives: the samples, for a complex wave function twice
        public double memory(double parameters, double rows) {
            double n = inParameters(parameters, rows) ? parameters : rows;
            return 2 * n * n + (n == parameters ? parameters * rows : 0);
        }
    }

    /// Rate 0.05, shift 1e-2 to 1e-4 over 100 steps, steps of at most 0.1.
    public static final NaturalGradient DEFAULTS =
            new NaturalGradient(Schedule.constant(0.05), Schedule.from(1e-2, 1e-4, 100), 0.1, Solver.SMALLER);

    /// The defaults with a constant rate.
    public static NaturalGradient rate(double value) {
        return DEFAULTS.rate(Schedule.constant(value));
    }

    /// The same optimiser with another rate.
    public NaturalGradient rate(Schedule schedule) {
        return new NaturalGradient(schedule, shift, cap, solver);
    }

    /// The same optimiser with a constant shift.
    public NaturalGradient shift(double value) {
        return shift(Schedule.constant(value));
    }

    /// The same optimiser with another shift.
    public NaturalGradient shift(Schedule schedule) {
        return new NaturalGradient(rate, schedule, cap, solver);
    }

    /// The same optimiser with another largest step.
    public NaturalGradient cap(double length) {
        return new NaturalGradient(rate, shift, length, solver);
    }

    /// The same optimiser with another place to solve the system.
    public NaturalGradient solver(Solver place) {
        return new NaturalGradient(rate, shift, cap, place);
    }

    @Override
    public double memory(double parameters, double samples) {
        return solver.memory(parameters, samples);
    }

    @Override
    public Descent on(int parameters, Team team) {
        return new Reconfiguration(this, 0, Double.POSITIVE_INFINITY, parameters, team);
    }
}
