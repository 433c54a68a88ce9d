package ansatz.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import ansatz.engine.random.RandomStream;
import ansatz.schema.InvalidInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrayFileTest {
    @TempDir
    Path folder;

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static double[] numbers(Dataset data, String name) {
        return ((Column.Numeric) data.column(name)).values();
    }

    private static byte[] npy(String header, byte... data) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(10 + text.length + data.length)
                .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length, 0})
                .put(text)
                .put(data)
                .array();
    }

    private static byte[] idx(int type, int[] shape, byte... data) {
        ByteBuffer buffer = ByteBuffer.allocate(4 + 4 * shape.length + data.length);
        buffer.put(new byte[] {0, 0, (byte) type, (byte) shape.length});
        for (int extent : shape) {
            buffer.putInt(extent);
        }
        return buffer.put(data).array();
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] reference() throws IOException {
        try (InputStream in = ArrayFileTest.class.getResourceAsStream("arrays.npz")) {
            return in.readAllBytes();
        }
    }

    @Test
    void everyTypeThatNumpyWroteHasItsValues() throws IOException {
        Dataset data = ArrayFile.read(write("a.npz", reference()), List.of());
        assertThat(data.rows()).isEqualTo(4);
        assertThat(data.columns()).hasSize(8 * 6 + 2);
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 3; j++) {
                for (int k = 0; k < 2; k++) {
                    int ramp = i * 6 + j * 2 + k;
                    String at = "_" + j + "_" + k;
                    assertThat(numbers(data, "row" + at)[i]).isEqualTo(ramp * 0.5);
                    assertThat(numbers(data, "column" + at)[i]).isEqualTo(ramp * 0.5);
                    assertThat(numbers(data, "big" + at)[i]).isEqualTo(ramp - 7);
                    assertThat(numbers(data, "half" + at)[i]).isEqualTo(ramp / 4.0);
                    assertThat(numbers(data, "single" + at)[i]).isEqualTo(ramp / 8.0);
                    assertThat(numbers(data, "byte" + at)[i]).isEqualTo(ramp + 220);
                    assertThat(numbers(data, "short" + at)[i]).isEqualTo(ramp - 1000);
                    assertThat(numbers(data, "wide" + at)[i]).isEqualTo(ramp * 0x1p40);
                }
            }
        }
        assertThat(numbers(data, "truth")).containsExactly(1, 0, 1, 1);
        assertThat(numbers(data, "gap")).containsExactly(1, Double.NaN, 3, 4);
    }

    @Test
    void aStudyReadsAnArchiveWithoutTheArraysThatItIgnores() throws IOException {
        Path file = write("a.npz", reference());
        assertThat(ArrayFile.recognises(file)).isTrue();
        var ignore = List.of("gap", "row", "column", "big", "half", "single", "byte", "short", "wide_0_0");
        var source = new DataFile(
                file.toString(), "truth", "", ignore, List.of(), List.of(), DataFile.Incomplete.REFUSE, ",");
        assertThat(source.read(1).names())
                .containsExactly("wide_0_1", "wide_1_0", "wide_1_1", "wide_2_0", "wide_2_1", "truth");
        var slip = new DataFile(
                file.toString(), "truth", "", List.of("shorts"), List.of(), List.of(), DataFile.Incomplete.DROP, ",");
        assertThatThrownBy(() -> slip.read(1)).hasMessageContaining("has no column \"shorts\"");
        assertThatThrownBy(() -> DataFile.of(file.toString(), "truth").read(1))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("column \"gap\" has no value in row 2");
    }

    @Test
    void anArrayAloneIsReadPlainAndCompressed() throws IOException {
        byte[] matrix = npy(
                "{'descr': '|i1', 'fortran_order': True, 'shape': (2, 3), }\n",
                (byte) 1,
                (byte) -2,
                (byte) 3,
                (byte) 4,
                (byte) 5,
                (byte) 6);
        for (Path file : List.of(write("m.npy", matrix), write("m.npy.gz", gzip(matrix)))) {
            Dataset data = ArrayFile.read(file, List.of());
            assertThat(data.names()).containsExactly("x_0", "x_1", "x_2");
            assertThat(numbers(data, "x_0")).containsExactly(1, -2);
            assertThat(numbers(data, "x_2")).containsExactly(5, 6);
        }
    }

    @Test
    void imagesAndTheirLabelsAreOneTable() throws IOException {
        byte[] pixels = idx(
                8, new int[] {2, 2, 2}, (byte) 0, (byte) 1, (byte) 2, (byte) 255, (byte) 4, (byte) 5, (byte) 6, (byte)
                        7);
        Path images = write("images.gz", gzip(pixels));
        Path labels = write("labels", idx(8, new int[] {2}, (byte) 9, (byte) 3));
        var source = new Idx(images.toString(), labels.toString());
        Dataset data = source.read(1);
        assertThat(data.names()).containsExactly("x_0_0", "x_0_1", "x_1_0", "x_1_1", "label");
        assertThat(numbers(data, "x_1_1")).containsExactly(255, 7);
        assertThat(numbers(data, source.target())).containsExactly(9, 3);
        assertThat(source.memory()).isEqualTo(32 * 8.0);
        Path more = write("more", idx(8, new int[] {3}, (byte) 9, (byte) 3, (byte) 1));
        assertThatThrownBy(() -> new Idx(images.toString(), more.toString()).read(1))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("has 3 labels, but");
        assertThatThrownBy(() -> new Idx(images.toString(), images.toString()).read(1))
                .hasMessageContaining("has rank 3; labels have rank 1");
        assertThatThrownBy(() -> new Idx("no-such", "none").read(1)).hasMessage("no-such: there is no such file");
    }

    @Test
    void theTypesOfIdxHaveTheHighestByteFirst() throws IOException {
        byte[] one = ByteBuffer.allocate(8).putDouble(-1.5).array();
        assertThat(numbers(ArrayFile.read(write("d", idx(0x0e, new int[] {1}, one)), List.of()), "x"))
                .containsExactly(-1.5);
        byte[] single = ByteBuffer.allocate(4).putFloat(2.5f).array();
        assertThat(numbers(ArrayFile.read(write("f", idx(0x0d, new int[] {1}, single)), List.of()), "x"))
                .containsExactly(2.5);
        byte[] whole = ByteBuffer.allocate(4).putInt(-70_000).array();
        assertThat(numbers(ArrayFile.read(write("i", idx(0x0c, new int[] {1}, whole)), List.of()), "x"))
                .containsExactly(-70_000);
        assertThat(numbers(ArrayFile.read(write("s", idx(0x0b, new int[] {1}, (byte) -1, (byte) -2)), List.of()), "x"))
                .containsExactly(-2);
        assertThat(numbers(ArrayFile.read(write("b", idx(0x09, new int[] {1}, (byte) -1)), List.of()), "x"))
                .containsExactly(-1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "|O ~ (2,) ~ holds values of the type '|O'",
                "<U5 ~ (2,) ~ holds values of the type '<U5'",
                "<c16 ~ (2,) ~ holds values of the type '<c16'",
                "|i1 ~ () ~ is a single number; a table needs an extent of rows",
                "|i1 ~ (0, 3) ~ has the extent 0",
                "|i1 ~ (9,) ~ ends after 8 of the 9 bytes",
                "|i1 ~ (7,) ~ has more than the 7 bytes",
                "|i1 ~ (1, 200000) ~ has more than 100000 numbers a row",
                "|i1 ~ (99999999999, 2) ~ has 99999999999 rows of 2 numbers",
                "|i1 ~ (99999999999999999999999,) ~ its header has the shape",
                "|i1 ~ (-3,) ~ does not tell fortran_order and shape",
                "<u8 ~ (1,) ~ its number 1 is 18446744073709551615, which a double does not hold",
            })
    void whatIsNoTableOfNumbersIsToldInOneLine(String type, String shape, String message) throws IOException {
        var data = new byte[8];
        Arrays.fill(data, (byte) 0xff);
        byte[] array = npy("{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }\n", data);
        refused(write("a.npy", array), message);
        refused(write("a.npz", zip("v.npy", array)), message);
    }

    @Test
    void otherContentsAreToldToo() throws IOException {
        refused(write("w.npz", zip("sheet.xml", new byte[3])), "is a zip archive without an array");
        refused(write("i", idx(8, new int[] {5}, (byte) 1)), "ends after 1 of the 5 bytes");
        refused(write("h", new byte[] {0, 0, 8, 3, 0}), "ends within its header");
        byte[] infinite =
                ByteBuffer.allocate(8).putDouble(Double.POSITIVE_INFINITY).array();
        refused(write("f", idx(0x0e, new int[] {1}, infinite)), "is infinite in row 1");
        byte[] cut = gzip(idx(8, new int[] {400}, new byte[400]));
        refused(write("c.gz", Arrays.copyOf(cut, cut.length - 9)), "cannot be read");
        refused(write("t", "x,y\n".getBytes(StandardCharsets.UTF_8)), "is not of the IDX format");
        assertThat(ArrayFile.recognises(folder.resolve("t"))).isFalse();
    }

    private static void refused(Path file, String message) {
        assertThatThrownBy(() -> ArrayFile.read(file, List.of()))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
    }

    @Test
    void damagedFilesAreATableOrOneLine() throws IOException {
        var random = RandomStream.of(1, 0, 0, 0);
        byte[] array = npy("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 1), }\n", new byte[16]);
        int refused = 0;
        for (byte[] good : List.of(array, gzip(array), reference(), idx(8, new int[] {2, 2}, new byte[4]))) {
            for (int trial = 0; trial < 200; trial++) {
                byte[] bad = random.nextInt(4) == 0 ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
                for (int hit = 0; hit < 3 && bad.length > 0; hit++) {
                    bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
                }
                Path file = write("bad", bad);
                Throwable thrown = catchThrowable(() -> ArrayFile.read(file, List.of()));
                if (thrown != null) {
                    assertThat(thrown).isInstanceOf(InvalidInput.class);
                    assertThat(thrown.getMessage().lines()).hasSize(1);
                    refused++;
                }
            }
        }
        assertThat(refused).isBetween(200, 799);
    }
}
