package ansatz.optimizer;

import ansatz.engine.parallel.Team;
import ansatz.schema.Key;
import ansatz.schema.Name;

/// Gradient descent with momentum: v = momentum v + g, theta -= rate v (B. T. Polyak 1964).
@Name(
        value = "sgd",
        summary = "Gradient descent with momentum, v = momentum v + g, theta -= rate v",
        cite = "B. T. Polyak, USSR Comput. Math. Math. Phys. 4, 1 (1964)")
public record Sgd(
        @Key("what the direction is multiplied by") Schedule rate,

        @Key(value = "share of the last direction that is kept", min = 0, below = 1)
        double momentum)
        implements Optimizer {

    /// Rate 0.01, no momentum.
    public static final Sgd DEFAULTS = new Sgd(Schedule.constant(0.01), 0);

    @Override
    public double memory(double parameters, double samples) {
        return 2 * parameters;
    }

    @Override
    public Descent on(int parameters, Team team) {
        return new Running(this, new double[parameters], team);
    }

    private record Running(Sgd settings, double[] velocity, Team team) implements Descent {
        @Override
        public Step step(long step, Tangent tangent, double[] theta) {
            double[] g = tangent.gradient(team);
            double rate = settings.rate.at(step);
            double squared = 0;
            for (int k = 0; k < theta.length; k++) {
                velocity[k] = settings.momentum * velocity[k] + g[k];
                theta[k] -= rate * velocity[k];
                squared += g[k] * g[k];
            }
            return Step.plain(Math.sqrt(squared), rate);
        }

        @Override
        public double[] state() {
            return velocity.clone();
        }

        @Override
        public void restore(double[] state) {
            States.require(state, velocity.length);
            System.arraycopy(state, 0, velocity, 0, state.length);
        }
    }
}
