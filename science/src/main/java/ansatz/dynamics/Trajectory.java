package ansatz.dynamics;

import ansatz.cost.LocalEnergies;
import ansatz.engine.parallel.Team;
import ansatz.model.AmplitudeOverflow;
import ansatz.optimizer.SingularMetric;
import ansatz.problem.PauliSum;
import ansatz.problem.Time;
import ansatz.sampler.Sampling;
import java.util.Arrays;

/// The way of the parameters in time, step by step, by the method of Bogacki and Shampine (Appl. Math. Lett. 2,
/// 321 (1989)): of third order, with a second one of second order that shares its stages and tells the error.
/// The last stage of a step is the first of the next.
///
/// Each stage draws configurations of its own.
public final class Trajectory {
    /// A step this much shorter than the whole is a sign that nothing helps.
    private static final double SHORTEST = 1e-8;

    /// A step is made no more than so many times longer or shorter than the one before.
    private static final double LARGEST_CHANGE = 5;

    /// Of the length that the error asks for.
    private static final double SAFETY = 0.9;

    /// Numbers of a saved state besides the parameters and their velocity.
    private static final int SCALARS = 6;

    private final Integrator settings;
    private final int parameters;
    private final VariationalPrinciple principle;
    private double[] theta;
    private Velocity velocity;
    private double time;
    private double step;
    private double error = Double.NaN;

    /// @param hamiltonian under which the state evolves
    /// @param sampling gives the configurations of all stages
    /// @param parameters of the wave function that is sampled
    public Trajectory(
            Integrator settings, PauliSum hamiltonian, Time time, Sampling sampling, int parameters, Team team) {
        this.settings = settings;
        this.parameters = parameters;
        this.principle = new VariationalPrinciple(
                settings.shift(), time, sampling, new LocalEnergies(hamiltonian, sampling), parameters, team);
        this.theta = new double[parameters];
        this.velocity = new Velocity(new double[parameters], Double.NaN, Double.NaN, Double.NaN);
        this.step = settings.longest();
    }

    /// Starts at time 0.
    ///
    /// @throws SingularMetric if a local energy or a derivative is not finite
    /// @throws AmplitudeOverflow if the parameters are too large for the wave function
    public void begin(double[] parametersThere) {
        theta = parametersThere.clone();
        velocity = principle.at(theta);
    }

    /// Tries one step towards a time, and takes it if its error is small enough.
    ///
    /// @param until later than [#time()]; a step ends there at the latest, exactly
    /// @throws SingularMetric if even the shortest step has no small error, or nothing finite
    public void advance(double until) {
        // equal steps up to there
        double left = until - time;
        double steps = Math.ceil(left / step);
        double h = left / steps;
        double[] next;
        Velocity end;
        error = Double.NaN;
        try {
            var k1 = velocity.rate();
            var k2 = principle.at(moved(h / 2, k1)).rate();
            var k3 = principle.at(moved(3 * h / 4, k2)).rate();
            next = theta.clone();
            add(next, 2 * h / 9, k1);
            add(next, h / 3, k2);
            add(next, 4 * h / 9, k3);
            end = principle.at(next);
            var off = new double[parameters];
            add(off, -5 * h / 72, k1);
            add(off, h / 12, k2);
            add(off, h / 9, k3);
            add(off, -h / 8, end.rate());
            error = principle.length(off);
        } catch (SingularMetric | AmplitudeOverflow beyond) {
            refuse(h, until, beyond);
            return;
        }
        if (!(error <= settings.tolerance())) {
            refuse(h, until, new SingularMetric("the error of a step of " + h + " is " + error));
            return;
        }
        theta = next;
        velocity = end;
        time = steps == 1 ? until : time + h;
        step = Math.min(settings.longest(), h * Math.clamp(change(), 1 / LARGEST_CHANGE, LARGEST_CHANGE));
    }

    private void refuse(double h, double until, RuntimeException reason) {
        step = h * (Double.isFinite(error) ? Math.clamp(change(), 1 / LARGEST_CHANGE, SAFETY) : 1 / LARGEST_CHANGE);
        if (step < SHORTEST * until) {
            throw reason;
        }
    }

    /// By how much the error asks to lengthen a step: it is of third order.
    private double change() {
        return SAFETY * Math.cbrt(settings.tolerance() / error);
    }

    private double[] moved(double h, double[] rate) {
        var moved = theta.clone();
        add(moved, h, rate);
        return moved;
    }

    private static void add(double[] to, double factor, double[] v) {
        for (int k = 0; k < to.length; k++) {
            to[k] += factor * v[k];
        }
    }

    /// The time that is reached.
    public double time() {
        return time;
    }

    /// The parameters there; not to be changed.
    public double[] theta() {
        return theta;
    }

    /// Their change there.
    public Velocity velocity() {
        return velocity;
    }

    /// The length that the next step will have, if nothing cuts it short.
    public double step() {
        return step;
    }

    /// The error of the last step, sqrt(e^T S e) in rad; NaN after one that was not finite, or before the
    /// first.
    public double error() {
        return error;
    }

    /// How far the state is from obeying the equation of motion there, on configurations of its own.
    public Deviation deviation() {
        return principle.deviation(theta, velocity.rate());
    }

    /// All that the further steps depend on.
    public double[] state() {
        double[] scalars = {time, step, error, velocity.energy(), velocity.error(), velocity.variance()};
        double[] state = Arrays.copyOf(scalars, SCALARS + 2 * parameters);
        System.arraycopy(theta, 0, state, SCALARS, parameters);
        System.arraycopy(velocity.rate(), 0, state, SCALARS + parameters, parameters);
        return state;
    }

    /// Goes back to what [#state()] gave.
    ///
    /// @throws IllegalArgumentException if the length does not fit
    public void restore(double[] state) {
        int length = SCALARS + 2 * parameters;
        if (state.length != length) {
            throw new IllegalArgumentException(
                    "the saved trajectory has " + state.length + " values; this one has " + length);
        }
        time = state[0];
        step = state[1];
        error = state[2];
        theta = Arrays.copyOfRange(state, SCALARS, SCALARS + parameters);
        double[] rate = Arrays.copyOfRange(state, SCALARS + parameters, length);
        velocity = new Velocity(rate, state[3], state[4], state[5]);
    }
}
