package ansatz.report;

import ansatz.study.NamedArray;
import ansatz.study.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The means of the single chains of an evaluation, as a histogram beside the one that the reported error bar
/// promises: of m chains that agree, each mean lies within error sqrt(m) of the result, normally distributed.
final class ChainMeans {
    /// The histogram reaches so many standard deviations to either side at least.
    private static final double REACH = 3.5;

    private ChainMeans() {}

    /// The chain means of a result in samples.npz; none if the archive does not hold them.
    ///
    /// @throws IOException if the archive cannot be read
    static double[] read(Path archive, String result) throws IOException {
        return NamedArray.read(archive, result + NamedArray.CHAIN_MEANS).orElse(new double[0]);
    }

    /// @param means at least 8 finite numbers
    static Figure figure(Result result, double[] means) {
        double sigma = result.error() * Math.sqrt(means.length);
        double low = result.mean() - REACH * sigma;
        double high = result.mean() + REACH * sigma;
        for (double mean : means) {
            low = Math.min(low, mean);
            high = Math.max(high, mean);
        }
        // bins of a fifth of a standard deviation would be mostly noise below some 500 chains
        int bins =
                (int) Math.max(8, Math.min(60, Math.round(2 * Math.cbrt(means.length) * (high - low) / (7 * sigma))));
        double width = (high - low) / bins;
        var counts = new double[bins];
        for (double mean : means) {
            counts[(int) Math.min(bins - 1, (mean - low) / width)]++;
        }
        var x = new double[2 * bins + 2];
        var y = new double[2 * bins + 2];
        for (int k = 0; k <= bins; k++) {
            x[2 * k] = low + k * width;
            x[2 * k + 1] = x[2 * k];
            y[2 * k] = k == 0 ? 0 : counts[k - 1];
            y[2 * k + 1] = k == bins ? 0 : counts[k];
        }
        int points = 121;
        var at = new double[points];
        var promised = new double[points];
        for (int k = 0; k < points; k++) {
            at[k] = low + (high - low) * k / (points - 1);
            double z = (at[k] - result.mean()) / sigma;
            promised[k] = means.length * width / (sigma * Math.sqrt(2 * Math.PI)) * Math.exp(-z * z / 2);
        }
        String name = Figures.label(result.name());
        return new Figure(
                "Do the chains agree? Means of the " + means.length + " chains",
                String.format(
                        Locale.ROOT,
                        "The means of the chains spread by %.3g; the error bar promises %.3g.",
                        spread(means),
                        sigma),
                Figure.Axis.linear(name, result.unit()),
                new Figure.Axis("chains", "", Figure.Scale.LINEAR, List.of(0.0)),
                List.of(
                        new Figure.Line("chains", new Series(x, y)),
                        new Figure.Line("as the error bar promises", new Series(at, promised))));
    }

    /// Whether there is something to show: enough chains that differ.
    static boolean shows(Result result, double[] means) {
        return means.length >= 8
                && result.error() > 0
                && Double.isFinite(result.error())
                && Arrays.stream(means).allMatch(Double::isFinite)
                && Arrays.stream(means).distinct().count() > 1;
    }

    private static double spread(double[] means) {
        double mean = Arrays.stream(means).average().orElse(Double.NaN);
        return Math.sqrt(Arrays.stream(means).map(m -> (m - mean) * (m - mean)).sum() / (means.length - 1));
    }
}
