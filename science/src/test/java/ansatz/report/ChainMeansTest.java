package ansatz.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ansatz.study.Result;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainMeansTest {
    private static final int CHAINS = 400;
    private static final double SIGMA = 0.02;

    @TempDir
    private Path folder;

    private static Result energy() {
        return new Result("energy", -3, SIGMA / Math.sqrt(CHAINS), "J", "Monte Carlo", 1, 1, 4000, null);
    }

    private static double[] means(double apart) {
        var random = new SplittableRandom(4);
        var means = new double[CHAINS];
        for (int c = 0; c < CHAINS; c++) {
            means[c] = -3 + (c % 2 == 0 ? -apart / 2 : apart / 2) + SIGMA * random.nextGaussian();
        }
        return means;
    }

    /// The area under a line of the figure.
    private static double area(Figure figure, int layer) {
        Series s = ((Figure.Line) figure.layers().get(layer)).series();
        double area = 0;
        for (int k = 1; k < s.size(); k++) {
            area += (s.x()[k] - s.x()[k - 1]) * (s.y()[k] + s.y()[k - 1]) / 2;
        }
        return area;
    }

    @Test
    void every_chain_stands_in_a_bin_and_the_promise_has_the_same_area() {
        Figure figure = ChainMeans.figure(energy(), means(0));
        Series stairs = ((Figure.Line) figure.layers().getFirst()).series();
        double total = 0;
        for (int k = 1; k < stairs.size() - 1; k += 2) {
            total += stairs.y()[k];
        }
        assertThat(total).isEqualTo(CHAINS);
        // the promise is cut at 3.5 standard deviations, beyond which there is less than a thousandth
        assertThat(area(figure, 1)).isCloseTo(area(figure, 0), within(1e-3 * area(figure, 0)));
    }

    @Test
    void chains_that_disagree_spread_wider_than_the_error_bar_promises() {
        // 400 numbers know their spread to 3.5 %
        assertThat(ChainMeans.figure(energy(), means(0)).description())
                .matches("The means of the chains spread by 0\\.0(19|20|21).*; the error bar promises 0\\.0200\\.");
        assertThat(ChainMeans.figure(energy(), means(0.2)).description()).contains("spread by 0.10");
        Series stairs =
                ((Figure.Line) ChainMeans.figure(energy(), means(0.2)).layers().getFirst()).series();
        // the two groups lie ten standard deviations apart: nobody is in the middle
        for (int k = 0; k < stairs.size(); k++) {
            if (Math.abs(stairs.x()[k] + 3) < SIGMA) {
                assertThat(stairs.y()[k]).isZero();
            }
        }
    }

    @Test
    void a_single_far_chain_does_not_make_a_million_bins() {
        double[] means = means(0);
        means[7] = 1e9;
        assertThat(((Figure.Line) ChainMeans.figure(energy(), means).layers().getFirst())
                        .series()
                        .size())
                .isLessThan(200);
    }

    @Test
    void what_has_no_spread_has_no_figure() {
        assertThat(ChainMeans.shows(energy(), new double[0])).isFalse();
        assertThat(ChainMeans.shows(energy(), new double[100])).isFalse();
        assertThat(ChainMeans.shows(energy(), new double[] {1, 2, 3, 4, 5, 6, 7, Double.NaN}))
                .isFalse();
        assertThat(ChainMeans.shows(energy(), means(0))).isTrue();
    }

    private Path archive(String name, String type, double... values) throws IOException {
        String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + values.length + ",), }\n";
        var bytes =
                ByteBuffer.allocate(10 + header.length() + 8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 0x93).put("NUMPY\1\0".getBytes(StandardCharsets.US_ASCII));
        bytes.putShort((short) header.length()).put(header.getBytes(StandardCharsets.US_ASCII));
        bytes.asDoubleBuffer().put(values);
        Path file = folder.resolve("samples.npz");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(name + ".npy"));
            zip.write(bytes.array());
        }
        return file;
    }

    @Test
    void the_means_are_read_from_the_archive_of_the_run() throws IOException {
        assertThat(ChainMeans.read(archive("energy_chain_means", "<f8", 1, -2.5, 1e-300), "energy"))
                .containsExactly(1, -2.5, 1e-300);
        assertThat(ChainMeans.read(archive("spins", "<f8", 1), "energy")).isEmpty();
        assertThatThrownBy(() -> ChainMeans.read(archive("energy_chain_means", ">f8", 1), "energy"))
                .isInstanceOf(IOException.class)
                .hasMessage("not an array of doubles");
        assertThatThrownBy(() -> ChainMeans.read(Files.writeString(folder.resolve("x"), "no zip"), "energy"))
                .isInstanceOf(IOException.class);
    }
}
