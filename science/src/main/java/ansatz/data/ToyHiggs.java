package ansatz.data;

import ansatz.data.Events.Distribution;
import ansatz.engine.random.RandomStream;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Reference;
import ansatz.statistics.Moments;
import ansatz.statistics.Significance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A search for a Higgs boson of 125 GeV that decays into two tau leptons, as a toy: the Z boson at 91.2 GeV, top
/// quarks and W bosons with jets are the background, a finite resolution blurs the mass, and there are as many
/// events
/// as in the Higgs challenge of 2014. Every density is known, so that the likelihood ratio and with it the best
/// possible selection are.
///
/// Half of the rows are signal. Of the background, two fifths each are Z and W, a fifth tops, and of Z more than
/// expected are far from its peak: the weights make of them what is expected.
@Name(
        value = "toy-higgs",
        summary = "Toy search for H -> tau tau: signal of weight 692, background of weight 411,000, six observables",
        cite = "after C. Adam-Bourdarios et al., JMLR W&CP 42, 19 (2015); all densities are of this toy",
        exact = "the largest significance (AMS) of all selections, from the likelihood ratio")
public record ToyHiggs(
        @Key(value = "rows, half of them signal", min = 40, max = 1e7)
        int rows) implements Source {
    private static final int STREAM = 16;

    /// The name of the score that [#best] knows.
    public static final String SIGNIFICANCE = "ams";

    private static final Distribution NONE = new Distribution(1, 1);
    private static final double BACKGROUND = 411_000;

    private static final Events HIGGS = new Events(
            692,
            125,
            1,
            NONE,
            new Distribution(2, 32),
            new Distribution(2, 18),
            2.4,
            0.6,
            1.1,
            new Distribution(2.5, 17));
    private static final Events Z = new Events(
            0.7 * BACKGROUND,
            91.2,
            2,
            NONE,
            new Distribution(1.8, 24),
            new Distribution(2, 15),
            2.7,
            0.5,
            0.7,
            new Distribution(2, 15));
    private static final Events TOP = new Events(
            0.08 * BACKGROUND,
            0,
            1,
            new Distribution(4, 35),
            new Distribution(2, 45),
            new Distribution(3, 20),
            2.3,
            0.7,
            2.4,
            new Distribution(3, 22));
    private static final Events W = new Events(
            0.22 * BACKGROUND,
            0,
            1,
            new Distribution(3, 33),
            new Distribution(1.8, 24),
            new Distribution(5, 12),
            2.6,
            0.7,
            0.9,
            new Distribution(2.5, 17));

    private static final List<Events> KINDS = List.of(HIGGS, Z, TOP, W);

    /// Which of the kinds a row is, over and over.
    private static final int[] ORDER = {0, 1, 0, 3, 0, 2, 0, 1, 0, 3};

    /// 100,000 rows.
    public static final ToyHiggs DEFAULTS = new ToyHiggs(100_000);

    private static final List<Heading> HEADINGS = List.of(
            new Heading("mass", "GeV"),
            new Heading("boost", "GeV"),
            new Heading("transverse_mass", "GeV"),
            new Heading("separation", ""),
            new Heading("jets", ""),
            new Heading("missing_energy", "GeV"));

    /// Blocks of the sample that finds the optimum, and events of each.
    private static final int BLOCKS = 20;

    private static final int OF_A_BLOCK = 10_000;

    @Override
    public Dataset read(long seed) {
        var x = new double[HEADINGS.size()][rows];
        var weight = new double[rows];
        var code = new int[rows];
        var event = new double[Events.OBSERVABLES];
        var sums = new double[KINDS.size()];
        for (int i = 0; i < rows; i++) {
            Events kind = KINDS.get(ORDER[i % ORDER.length]);
            weight[i] = kind.draw(RandomStream.of(seed, STREAM, 0, i), event);
            sums[ORDER[i % ORDER.length]] += weight[i];
            for (int k = 0; k < event.length; k++) {
                x[k][i] = event[k];
            }
            code[i] = kind == HIGGS ? 1 : 0;
        }
        for (int i = 0; i < rows; i++) {
            int kind = ORDER[i % ORDER.length];
            weight[i] *= KINDS.get(kind).events() / sums[kind];
        }
        var columns = new ArrayList<Column>();
        for (int k = 0; k < x.length; k++) {
            columns.add(
                    new Column.Numeric(HEADINGS.get(k).name(), HEADINGS.get(k).unit(), x[k]));
        }
        columns.add(new Column.Numeric(weights(), "", weight));
        columns.add(new Column.Categorical(target(), List.of("background", "signal"), code));
        return Dataset.of("toy-higgs", columns);
    }

    @Override
    public String target() {
        return "label";
    }

    @Override
    public String weights() {
        return "weight";
    }

    @Override
    public double memory() {
        return 200.0 * rows;
    }

    /// The expected numbers of signal and background events per unit of the observables, one over the other; a
    /// selection is best that takes what lies above a threshold of it (J. Neyman and E. Pearson, Philos. Trans. A
    /// 231,
    /// 289 (1933)).
    ///
    /// @param data has the six observables
    public static double[] likelihoodRatio(Dataset data) {
        double[][] x = HEADINGS.stream()
                .map(heading -> ((Column.Numeric) data.column(heading.name())).values())
                .toArray(double[][]::new);
        var event = new double[Events.OBSERVABLES];
        var ratio = new double[data.rows()];
        for (int i = 0; i < ratio.length; i++) {
            for (int k = 0; k < event.length; k++) {
                event[k] = x[k][i];
            }
            ratio[i] = ratio(event);
        }
        return ratio;
    }

    private static double ratio(double[] x) {
        return HIGGS.density(x) / (Z.density(x) + TOP.density(x) + W.density(x));
    }

    /// The largest AMS of all selections, max over t of AMS(s(t), b(t)).
    ///
    /// With r the likelihood ratio, a sample of the signal gives s(t) = S <[r > t]> and b(t) = S <[r > t] / r>, so
    /// that
    /// the background, of which almost nothing is selected, need not be drawn. The error is that of the mean of
    /// blocks, all at the same threshold.
    @Override
    public Optional<Reference> best(String score) {
        if (!score.equals(SIGNIFICANCE)) {
            return Optional.empty();
        }
        var ratio = new double[BLOCKS][OF_A_BLOCK];
        for (int b = 0; b < BLOCKS; b++) {
            var random = RandomStream.of(0, STREAM, 1, b);
            var event = new double[Events.OBSERVABLES];
            for (int i = 0; i < OF_A_BLOCK; i++) {
                HIGGS.draw(random, event);
                ratio[b][i] = ratio(event);
            }
        }
        double[] all =
                Arrays.stream(ratio).flatMapToDouble(Arrays::stream).sorted().toArray();
        double share = HIGGS.events() / all.length;
        double s = 0;
        double b = 0;
        double best = 0;
        double threshold = 0;
        for (int i = all.length - 1; i >= 0; i--) {
            s += share;
            b += share / all[i];
            double now = Significance.of(s, b);
            if (now > best) {
                best = now;
                threshold = all[i];
            }
        }
        double cut = threshold;
        double[] blocks = Arrays.stream(ratio).mapToDouble(of -> at(of, cut)).toArray();
        return Optional.of(new Reference(
                best,
                Moments.of(blocks).error(),
                Reference.Kind.COMPUTED,
                "the likelihood ratio of the toy, by a sample of " + all.length + " events"));
    }

    private static double at(double[] ratio, double threshold) {
        double share = HIGGS.events() / ratio.length;
        double s = 0;
        double b = 0;
        for (double r : ratio) {
            s += r >= threshold ? share : 0;
            b += r >= threshold ? share / r : 0;
        }
        return Significance.of(s, b);
    }
}
