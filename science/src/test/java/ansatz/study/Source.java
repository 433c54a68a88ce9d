package ansatz.study;

import ansatz.schema.Checked;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import java.util.random.RandomGenerator;

/// Where the numbers of [MeanStudy] come from.
public interface Source {
    double draw(RandomGenerator random);

    double mean();

    @Name(value = "normal", summary = "Normal distribution", cite = "Gauss 1809", exact = "the mean is mu")
    record Normal(
            @Key(value = "mean", unit = "m") double mu,

            @Key(value = "standard deviation", unit = "m", above = 0)
            double sigma)
            implements Source {
        public static final Normal DEFAULTS = new Normal(0.0, 1.0);

        @Override
        public double draw(RandomGenerator random) {
            return mu + sigma * random.nextGaussian();
        }

        @Override
        public double mean() {
            return mu;
        }
    }

    @Name(value = "uniform", summary = "Uniform distribution")
    record Uniform(
            @Key(value = "lower end", unit = "m", required = true)
            double low,

            @Key(value = "upper end", unit = "m", required = true)
            double high)
            implements Source, Checked {
        @Override
        public double draw(RandomGenerator random) {
            return low + (high - low) * random.nextDouble();
        }

        @Override
        public double mean() {
            return (low + high) / 2;
        }

        @Override
        public void check(Problems problems) {
            if (high <= low) {
                problems.add("high", "is " + high + ", but low is " + low + "; it must be above low");
            }
        }
    }
}
