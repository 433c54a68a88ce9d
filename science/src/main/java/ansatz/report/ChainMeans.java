package ansatz.report;

import ansatz.study.NamedArray;
import ansatz.study.Result;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// The means of the single chains of an evaluation, as a histogram beside the one that the reported error bar
/// promises: of m chains that agree, each mean lies within error sqrt(m) of the result, normally distributed.
final class ChainMeans {
    /// The first bytes of a .npy file before its version and the length of its header (numpy.lib.format).
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    private static final int PREFIX = 10;

    /// The histogram reaches so many standard deviations to either side at least.
    private static final double REACH = 3.5;

    private ChainMeans() {}

    /// The chain means of a result in samples.npz; none if the archive does not hold them.
    ///
    /// @throws IOException if the archive cannot be read
    static double[] read(Path archive, String result) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            ZipEntry entry = zip.getEntry(result + NamedArray.CHAIN_MEANS + ".npy");
            if (entry == null) {
                return new double[0];
            }
            try (InputStream in = zip.getInputStream(entry)) {
                return decode(in.readAllBytes());
            }
        }
    }

    /// The numbers of a .npy file of little-endian doubles.
    private static double[] decode(byte[] bytes) throws IOException {
        if (bytes.length < PREFIX || !Arrays.equals(Arrays.copyOf(bytes, MAGIC.length), MAGIC)) {
            throw new IOException("not an array of NumPy");
        }
        var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int header = Short.toUnsignedInt(buffer.getShort(PREFIX - 2));
        if (bytes.length < PREFIX + header
                || !new String(bytes, PREFIX, header, StandardCharsets.US_ASCII).contains("'<f8'")) {
            throw new IOException("not an array of doubles");
        }
        var values = new double[(bytes.length - PREFIX - header) / Double.BYTES];
        buffer.position(PREFIX + header).asDoubleBuffer().get(values);
        return values;
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
