package ansatz.study;

import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Reference;
import ansatz.schema.Schema;
import ansatz.statistics.Check;
import ansatz.statistics.Convergence;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// The smallest study there is: the mean of numbers from a source, one batch a step.
@Name(value = "mean", summary = "The mean of random numbers")
public record MeanStudy(
        @Key("what it is about") String title,

        @Key(value = "where the numbers come from", required = true)
        Source source,

        @Key("how they are scaled") Scale scale,
        @Key(value = "steps", min = 1) int steps,
        @Key(value = "numbers a step", min = 1, max = 1e12) long batch,

        @Key(value = "the step that fails; 0 for none", min = 0)
        int failure,

        @Key(value = "how many steps before the failure are doubtful", min = 0)
        int doubtful,

        @Key(value = "milliseconds to sleep a step", min = 0)
        int pause,

        @Key(value = "weights", min = 0) List<Double> weights,
        @Key("whether to doubt the result") boolean doubt,
        @Key(value = "seed", min = 0) long seed)
        implements Study {

    public enum Scale {
        LINEAR,
        LOG_MODULUS
    }

    public static final MeanStudy DEFAULTS =
            new MeanStudy("A mean", Source.Normal.DEFAULTS, Scale.LINEAR, 20, 100, 0, 0, 0, List.of(1.0), false, 1);

    /// The types that the tests' studies can name.
    public static Schema schema() {
        return new Schema(List.of(MeanStudy.class, Source.Normal.class, Source.Uniform.class));
    }

    public MeanStudy steps(int n) {
        return new MeanStudy(title, source, scale, n, batch, failure, doubtful, pause, weights, doubt, seed);
    }

    public MeanStudy failure(int step) {
        return new MeanStudy(title, source, scale, steps, batch, step, doubtful, pause, weights, doubt, seed);
    }

    public MeanStudy doubtful(int n) {
        return new MeanStudy(title, source, scale, steps, batch, failure, n, pause, weights, doubt, seed);
    }

    public MeanStudy batch(long numbers) {
        return new MeanStudy(title, source, scale, steps, numbers, failure, doubtful, pause, weights, doubt, seed);
    }

    public MeanStudy pause(int milliseconds) {
        return new MeanStudy(title, source, scale, steps, batch, failure, doubtful, milliseconds, weights, doubt, seed);
    }

    public MeanStudy doubt(boolean yes) {
        return new MeanStudy(title, source, scale, steps, batch, failure, doubtful, pause, weights, yes, seed);
    }

    @Override
    public double memory() {
        return 8.0 * batch;
    }

    @Override
    public Computation computation(Environment environment) {
        return new Mean(this);
    }

    private static final class Mean implements Computation {
        private final MeanStudy study;
        private long step;
        private double sum;
        private double squares;
        private double[] means = new double[0];

        Mean(MeanStudy study) {
            this.study = study;
        }

        @Override
        public boolean finished() {
            return step == study.steps();
        }

        @Override
        public Progress advance() {
            step++;
            if (step == study.failure()) {
                throw new ComputationFailed("evaluate", step, "the mean is NaN", "choose another source");
            }
            try {
                Thread.sleep(study.pause());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            var random = new SplittableRandom(study.seed() * 1_000_003 + step);
            double batch = 0;
            for (long i = 0; i < study.batch(); i++) {
                double x = study.source().draw(random);
                batch += x;
                squares += x * x;
            }
            sum += batch;
            means = Arrays.copyOf(means, means.length + 1);
            means[means.length - 1] = batch / study.batch();
            return new Progress(
                    "evaluate",
                    step,
                    study.steps(),
                    List.of(
                            new Measurement(Measurement.ENERGY, mean(), error(), "m"),
                            new Measurement(Measurement.EXACT, study.source().mean(), "m"),
                            new Measurement(Measurement.RHAT, Double.NaN)));
        }

        @Override
        public boolean sound() {
            return study.failure() == 0 || step < study.failure() - study.doubtful();
        }

        private double mean() {
            return sum / (step * study.batch());
        }

        private double error() {
            double n = step * study.batch();
            return Math.sqrt((squares / n - mean() * mean()) / n);
        }

        @Override
        public State state() {
            return new State()
                    .put("step", step)
                    .put("sum", sum)
                    .put("squares", squares)
                    .put("means", means);
        }

        @Override
        public void restore(State state) {
            step = state.whole("step");
            sum = state.real("sum");
            squares = state.real("squares");
            means = state.doubles("means", (int) step);
        }

        @Override
        public Outcome outcome() {
            return new Outcome(
                    List.of(new Result(
                            "energy",
                            mean(),
                            error(),
                            "m",
                            "Monte Carlo",
                            1,
                            Double.NaN,
                            step * study.batch(),
                            Reference.exact(study.source().mean(), "the definition of the source"))),
                    new Convergence(List.of(new Check(
                            Check.EVALUATION,
                            "doubt",
                            study.doubt() ? "yes" : "no",
                            "no",
                            study.doubt() ? "it was asked to be doubted" : ""))),
                    List.of(NamedArray.of("mean", new double[] {mean()})),
                    List.of(NamedArray.of("means", means, means.length)));
        }

        @Override
        public void close() {}
    }
}
