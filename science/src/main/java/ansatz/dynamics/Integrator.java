package ansatz.dynamics;

import ansatz.schema.Key;
import ansatz.schema.Name;

/// How the parameters are carried forward in time: steps of Runge and Kutta whose length follows their error.
@Name(
        value = "integrator",
        summary = "Steps in time of third order, their length by their error",
        cite = "P. Bogacki and L. F. Shampine, Appl. Math. Lett. 2, 321 (1989)")
public record Integrator(
        @Key(
                value = "largest error of a step, sqrt(e^T S e); a step with a larger one is made again, shorter",
                unit = "rad",
                above = 0,
                max = 1)
        double tolerance,

        @Key(value = "longest step", unit = "inverse unit of the energy", above = 0, max = 1e6)
        double longest,

        @Key(
                value = "what is added to the diagonal of the metric: directions with less are hardly followed",
                above = 0,
                max = 1)
        double shift) {

    /// An error of 1e-3 a step, steps of at most 0.1, a shift of 1e-6.
    public static final Integrator DEFAULTS = new Integrator(1e-3, 0.1, 1e-6);

    /// The same integrator with another largest error of a step.
    public Integrator tolerance(double error) {
        return new Integrator(error, longest, shift);
    }

    /// The same integrator with another longest step.
    public Integrator longest(double time) {
        return new Integrator(tolerance, time, shift);
    }

    /// The same integrator with another shift.
    public Integrator shift(double added) {
        return new Integrator(tolerance, longest, added);
    }
}
