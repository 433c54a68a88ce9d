package ansatz.optimizer;

import ansatz.engine.parallel.Team;
import ansatz.schema.Key;
import ansatz.schema.Name;

/// The natural gradient with momentum: samples determine the direction only where they say something; elsewhere it
/// stays near that of the step before, d = argmin |X d - y|^2 + shift |d - mu d'|^2, theta -= rate d.
///
/// G. Goldshlager, N. Abrahamsen, L. Lin, J. Comput. Phys. 516, 113351 (2024), where the projection on the samples
/// is
/// that of A. Kaczmarz. Steps are limited by their Euclidean length, as there, and by their natural length.
@Name(
        value = "spring",
        summary = "Natural gradient with momentum (SPRING), d = argmin |X d - y|^2 + shift |d - momentum d'|^2",
        cite = "G. Goldshlager, N. Abrahamsen, L. Lin, J. Comput. Phys. 516, 113351 (2024)")
public record Spring(
        @Key("what the direction is multiplied by") Schedule rate,

        @Key("what holds the direction to that of the step before")
        Schedule shift,

        @Key(value = "share of the direction before that is kept", min = 0, below = 1)
        double momentum,

        @Key(value = "largest Euclidean length of a step; a longer one is shortened", above = 0, max = 1e6)
        double norm,

        @Key(
                value = "largest natural length of a step, rate sqrt(d^T S d); a longer one is shortened",
                unit = "rad",
                above = 0,
                max = 1e6)
        double cap,

        @Key("where the linear system is solved") NaturalGradient.Solver solver)
        implements Optimizer {

    /// Rate 0.05, shift 1e-3, momentum 0.9, steps of at most 1 in the parameters and 0.1 in the state.
    public static final Spring DEFAULTS =
            new Spring(Schedule.constant(0.05), Schedule.constant(1e-3), 0.9, 1, 0.1, NaturalGradient.Solver.SMALLER);

    /// The defaults with a constant rate.
    public static Spring rate(double value) {
        return DEFAULTS.rate(Schedule.constant(value));
    }

    /// The same optimiser with another rate.
    public Spring rate(Schedule schedule) {
        return new Spring(schedule, shift, momentum, norm, cap, solver);
    }

    /// The same optimiser with another shift.
    public Spring shift(Schedule schedule) {
        return new Spring(rate, schedule, momentum, norm, cap, solver);
    }

    /// The same optimiser with another momentum.
    public Spring momentum(double share) {
        return new Spring(rate, shift, share, norm, cap, solver);
    }

    /// The same optimiser with another largest Euclidean length of a step.
    public Spring norm(double length) {
        return new Spring(rate, shift, momentum, length, cap, solver);
    }

    /// The same optimiser with another largest natural length of a step.
    public Spring cap(double length) {
        return new Spring(rate, shift, momentum, norm, length, solver);
    }

    /// The same optimiser with another place to solve the system.
    public Spring solver(NaturalGradient.Solver place) {
        return new Spring(rate, shift, momentum, norm, cap, place);
    }

    private NaturalGradient gradient() {
        return new NaturalGradient(rate, shift, cap, solver);
    }

    @Override
    public double memory(double parameters, double samples) {
        return gradient().memory(parameters, samples) + parameters;
    }

    @Override
    public Descent on(int parameters, Team team) {
        return new Reconfiguration(gradient(), momentum, norm, parameters, team);
    }
}
