package ansatz.thermal;

import ansatz.engine.random.RandomStream;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;

/// Sites get new states one at a time, by the rule of Metropolis or by that of the heat bath.
@Name(
        value = "single-spin",
        summary = "Sites get new states one at a time",
        cite = "N. Metropolis and others, J. Chem. Phys. 21, 1087 (1953); M. Creutz, Phys. Rev. D 21, 2308 (1980)")
public record SingleSpin(@Key("how the new state is chosen") Rule rule) implements Update {

    /// How a new state is chosen.
    public enum Rule {
        /// Another state for a random site, accepted with min(1, exp(-dE / T)). Sites in turn would let the
        /// walls of
        /// domains on a ring run around it without ever meeting.
        METROPOLIS,
        /// Site by site, each state with its probability given the neighbours.
        HEAT_BATH
    }

    /// The rule of Metropolis.
    public static final SingleSpin DEFAULTS = new SingleSpin(Rule.METROPOLIS);

    /// The rule of the heat bath.
    public static SingleSpin heatBath() {
        return new SingleSpin(Rule.HEAT_BATH);
    }

    @Override
    public void check(ClassicalModel model, Problems problems) {
        // serves every model
    }

    @Override
    public Move on(ClassicalModel model, double temperature) {
        return switch (rule) {
            case METROPOLIS -> new Metropolis(model, temperature);
            case HEAT_BATH -> new HeatBath(model, temperature);
        };
    }

    private static final class Metropolis implements Move {
        private final int others;
        /// exp((pair k + field f) / T) by k + coordination and f + 1: k more equal neighbours, f more spins
        /// in state
        /// 0.
        private final double[][] weights;

        private final int coordination;

        Metropolis(ClassicalModel model, double temperature) {
            this.others = model.states() - 1;
            this.coordination = Configuration.of(model).coordination();
            this.weights = new double[2 * coordination + 1][3];
            for (int k = -coordination; k <= coordination; k++) {
                for (int f = -1; f <= 1; f++) {
                    weights[k + coordination][f + 1] = Math.exp((model.pair() * k + model.field() * f) / temperature);
                }
            }
        }

        @Override
        public long apply(Configuration c, RandomStream random) {
            byte[] states = c.states();
            for (int k = 0; k < states.length; k++) {
                int i = random.nextInt(states.length);
                int now = states[i];
                int then = others == 1 ? 1 - now : random.nextInt(others);
                if (others > 1 && then >= now) {
                    then++;
                }
                int gained = c.neighboursIn(i, then) - c.neighboursIn(i, now);
                int field = (then == 0 ? 1 : 0) - (now == 0 ? 1 : 0);
                double weight = weights[gained + coordination][field + 1];
                if (weight >= 1 || random.nextDouble() < weight) {
                    states[i] = (byte) then;
                    c.moved(1, now, then, gained);
                }
            }
            return c.sites();
        }
    }

    private static final class HeatBath implements Move {
        private final double[] byNeighbours;
        private final double inField;
        private final double[] cumulative;

        HeatBath(ClassicalModel model, double temperature) {
            this.byNeighbours = new double[Configuration.of(model).coordination() + 1];
            for (int k = 0; k < byNeighbours.length; k++) {
                byNeighbours[k] = Math.exp(model.pair() * k / temperature);
            }
            this.inField = Math.exp(model.field() / temperature);
            this.cumulative = new double[model.states()];
        }

        @Override
        public long apply(Configuration c, RandomStream random) {
            int q = cumulative.length;
            byte[] states = c.states();
            for (int i = 0; i < c.sites(); i++) {
                double sum = 0;
                for (int state = 0; state < q; state++) {
                    double weight = byNeighbours[c.neighboursIn(i, state)];
                    sum += state == 0 ? weight * inField : weight;
                    cumulative[state] = sum;
                }
                double u = random.nextDouble() * sum;
                int then = 0;
                while (then < q - 1 && u >= cumulative[then]) {
                    then++;
                }
                int now = states[i];
                if (then != now) {
                    states[i] = (byte) then;
                    c.moved(1, now, then, c.neighboursIn(i, then) - c.neighboursIn(i, now));
                }
            }
            return c.sites();
        }
    }
}
