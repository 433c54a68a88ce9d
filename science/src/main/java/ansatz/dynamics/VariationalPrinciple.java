package ansatz.dynamics;

import ansatz.cost.LocalEnergies;
import ansatz.engine.parallel.Team;
import ansatz.optimizer.NaturalGradient;
import ansatz.optimizer.SingularMetric;
import ansatz.optimizer.Tangent;
import ansatz.optimizer.TangentSystem;
import ansatz.problem.Time;
import ansatz.sampler.Sampling;

/// The time-dependent variational principle: d theta / dt brings the change of the state as near as possible to
/// that of the equation of motion (A. D. McLachlan, Mol. Phys. 8, 39 (1964)).
///
/// With X_n = sqrt(w_n) (O_n - <O>) and z_n = sqrt(w_n) (e_n - <e>), e = E_L in imaginary and i E_L in real
/// time, real and imaginary parts below each other, it minimises |X v + z|^2 + shift |v|^2. In imaginary time
/// this is the natural gradient: v = -d/2 with the direction d of a [TangentSystem]. In real time it is the
/// same with other residuals.
///
/// No direction is left out for its noise: that of v comes from X v + z alone, so that each direction of the
/// parameters adds |X v + z|^2 / (number of samples) to the squared error of the state, and little where the
/// model can follow.
final class VariationalPrinciple {
    private final double shift;
    private final Time time;
    private final Sampling sampling;
    private final LocalEnergies energies;
    private final TangentSystem system;
    private final Team team;

    VariationalPrinciple(
            double shift, Time time, Sampling sampling, LocalEnergies energies, int parameters, Team team) {
        this.shift = shift;
        this.time = time;
        this.sampling = sampling;
        this.energies = energies;
        this.system = new TangentSystem(NaturalGradient.Solver.SMALLER, parameters, team);
        this.team = team;
    }

    /// The velocity at parameters, from the next configurations.
    ///
    /// @throws SingularMetric if a local energy or a derivative is not finite
    /// @throws ansatz.model.AmplitudeOverflow if the parameters are too large for the wave function
    Velocity at(double[] theta) {
        advance(theta);
        double[] rate = system.solve(tangent(), shift, new double[0]).d().clone();
        for (int k = 0; k < rate.length; k++) {
            rate[k] *= -0.5;
        }
        double[] w = sampling.weights();
        double error = sampling.stochastic() ? Math.sqrt(energies.realVariance(w) / w.length) : 0;
        return new Velocity(rate, energies.mean(w), error, energies.variance(w));
    }

    /// How a velocity at parameters misses the equation of motion on the next configurations, which it was not
    /// fitted to.
    Deviation deviation(double[] theta, double[] rate) {
        advance(theta);
        var tangent = tangent();
        double[] w = tangent.weights();
        var z = new double[tangent.rows()];
        var change = new double[z.length];
        tangent.target(z);
        tangent.times(rate, change, team);
        var missed = new double[w.length];
        var speed = new double[w.length];
        for (int row = 0; row < z.length; row++) {
            int n = row % w.length;
            // the target has a factor of 2
            double wanted = z[row] / 2;
            double off = change[row] + wanted;
            missed[n] += w[n] > 0 ? off * off / w[n] : 0;
            speed[n] += w[n] > 0 ? wanted * wanted / w[n] : 0;
        }
        return Deviation.of(missed, speed, w, sampling.stochastic());
    }

    /// sqrt(v^T S v) = |X v| on the configurations of the last [#at].
    double length(double[] v) {
        var tangent = tangent();
        var change = new double[tangent.rows()];
        tangent.times(v, change, team);
        double squared = 0;
        for (double x : change) {
            squared += x * x;
        }
        return Math.sqrt(squared);
    }

    private void advance(double[] theta) {
        sampling.bind(theta);
        sampling.advance(energies);
        double variance = energies.variance(sampling.weights());
        if (!Double.isFinite(variance)) {
            throw new SingularMetric("the energy has the variance " + variance);
        }
    }

    private Tangent tangent() {
        double[] e = energies.residuals();
        return new Tangent(
                sampling.ensemble().logDerivatives(team), sampling.weights(), time == Time.REAL ? timesI(e) : e, true);
    }

    /// i (a + i b) = -b + i a, real parts first.
    private static double[] timesI(double[] e) {
        int samples = e.length / 2;
        var turned = new double[e.length];
        for (int n = 0; n < samples; n++) {
            turned[n] = -e[samples + n];
            turned[samples + n] = e[n];
        }
        return turned;
    }
}
