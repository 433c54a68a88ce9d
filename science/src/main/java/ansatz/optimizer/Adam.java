package ansatz.optimizer;

import ansatz.engine.kernel.Kernels;
import ansatz.engine.parallel.Team;
import ansatz.schema.Key;
import ansatz.schema.Name;

/// Adam: steps scaled by running means m of the gradient and v of its square, corrected for their start at zero
/// (D. P. Kingma and J. Ba 2015, algorithm 1).
@Name(
        value = "adam",
        summary = "Adam, theta -= rate m / (sqrt(v) + epsilon) with bias-corrected running means m of g and v of g^2",
        cite = "D. P. Kingma and J. Ba, ICLR 2015, arXiv:1412.6980")
public record Adam(
        @Key("length of a step in each parameter") Schedule rate,

        @Key(value = "share of the mean of the gradient that is kept in a step", min = 0, below = 1)
        double beta1,

        @Key(value = "share of the mean of its square that is kept in a step", min = 0, below = 1)
        double beta2,

        @Key(value = "keeps the denominator from zero", above = 0, max = 1)
        double epsilon)
        implements Optimizer {

    /// The values of the paper.
    public static final Adam DEFAULTS = new Adam(Schedule.constant(0.001), 0.9, 0.999, 1e-8);

    /// The values of the paper with another rate.
    public static Adam rate(double value) {
        return new Adam(Schedule.constant(value), DEFAULTS.beta1, DEFAULTS.beta2, DEFAULTS.epsilon);
    }

    @Override
    public double memory(double parameters, double samples) {
        return 3 * parameters;
    }

    @Override
    public Descent on(int parameters, Team team) {
        return new Running(this, new double[parameters], new double[parameters], team);
    }

    /// One step: theta -= alpha_t m / (sqrt(v) + epsilon_t) with alpha_t = rate sqrt(1 - beta2^t) / (1 - beta1^t)
    /// and
    /// epsilon_t = epsilon sqrt(1 - beta2^t), which is algorithm 1 with one division a parameter (end of section
    /// 2).
    ///
    /// @param step how many steps have been taken
    /// @param g the gradient
    /// @param m its running mean, v that of its square: overwritten, zeros before the first step
    /// @param theta the parameters, overwritten
    public void advance(long step, double[] g, double[] m, double[] v, double[] theta) {
        double correction = Math.sqrt(1 - Math.pow(beta2, step + 1.0));
        double alpha = rate.at(step) * correction / (1 - Math.pow(beta1, step + 1.0));
        double floor = epsilon * correction;
        double b1 = beta1;
        double b2 = beta2;
        for (int k = 0; k < theta.length; k++) {
            m[k] = b1 * m[k] + (1 - b1) * g[k];
            v[k] = b2 * v[k] + (1 - b2) * g[k] * g[k];
            theta[k] -= alpha * m[k] / (Math.sqrt(v[k]) + floor);
        }
    }

    private record Running(Adam settings, double[] m, double[] v, Team team) implements Descent {
        @Override
        public Step step(long step, Tangent tangent, double[] theta) {
            double[] g = tangent.gradient(team);
            settings.advance(step, g, m, v, theta);
            return Step.plain(Math.sqrt(Kernels.best().reductions().dot(g, 0, g, 0, g.length)), settings.rate.at(step));
        }

        @Override
        public double[] state() {
            var state = new double[2 * m.length];
            System.arraycopy(m, 0, state, 0, m.length);
            System.arraycopy(v, 0, state, m.length, v.length);
            return state;
        }

        @Override
        public void restore(double[] state) {
            States.require(state, 2 * m.length);
            System.arraycopy(state, 0, m, 0, m.length);
            System.arraycopy(state, m.length, v, 0, v.length);
        }
    }
}
