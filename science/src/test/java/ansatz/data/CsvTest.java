package ansatz.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import ansatz.engine.parallel.Team;
import ansatz.engine.random.RandomStream;
import ansatz.schema.InvalidInput;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CsvTest {
    private static Dataset read(Csv format, byte[] bytes) {
        try {
            return format.read("d.csv", new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Dataset read(String text) {
        return read(Csv.STANDARD, text.getBytes(StandardCharsets.UTF_8));
    }

    private static double[] numbers(Dataset data, String name) {
        return ((Column.Numeric) data.column(name)).values();
    }

    @Test
    void numbersTextsAndUnitsAreWhatStandsInTheFile() {
        Dataset data = read("mass [GeV],kind,\"a, b\"\n1.5, top ,-2e-3\n125,\"W, Z\",7\n");
        assertThat(data.names()).containsExactly("mass", "kind", "a, b");
        assertThat(((Column.Numeric) data.column("mass")).unit()).isEqualTo("GeV");
        assertThat(numbers(data, "mass")).containsExactly(1.5, 125);
        assertThat(numbers(data, "a, b")).containsExactly(-2e-3, 7);
        var kind = (Column.Categorical) data.column("kind");
        assertThat(kind.levels()).containsExactly("W, Z", "top");
        assertThat(kind.codes()).containsExactly(1, 0);
    }

    @Test
    void lineEndsByteOrderMarksEmptyLinesAndCompressionChangeNothing() throws IOException {
        double[] expected = {1, 2};
        for (String text : List.of("x\n1\n2", "x\r\n1\r\n2\r\n", "x\r1\r2\r", "\ufeffx\n1\n\n2\n")) {
            assertThat(numbers(read(text), "x")).containsExactly(expected);
            var bytes = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(bytes)) {
                gzip.write(text.getBytes(StandardCharsets.UTF_8));
            }
            assertThat(numbers(read(Csv.STANDARD, bytes.toByteArray()), "x")).containsExactly(expected);
        }
    }

    @Test
    void missingValuesAreMissing() {
        Dataset data = read("x,k\nNA,a\n3,\n,NaN\n?,null\n");
        assertThat(numbers(data, "x")).containsExactly(Double.NaN, 3, Double.NaN, Double.NaN);
        assertThat(((Column.Categorical) data.column("k")).codes()).containsExactly(0, -1, -1, -1);
        assertThat(data.complete().rows()).isZero();
        var higgs = new Csv(';', List.of("-999.0"), List.of("zip"));
        Dataset other = read(higgs, "x;zip\n-999.0;123\n1;7\n".getBytes(StandardCharsets.UTF_8));
        assertThat(numbers(other, "x")).containsExactly(Double.NaN, 1);
        assertThat(((Column.Categorical) other.column("zip")).levels()).containsExactly("123", "7");
        assertThat(other.complete().rows()).isOne();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x,x\\n1,2\\n | d.csv:1: columns 1 and 2 are both named \"x\"",
                "x,\\n1,2\\n | d.csv:1: column 2 has no name",
                "x,y\\n1,2\\n3\\n | d.csv:3: has 1 cell, but the header names 2 columns",
                "x,y\\n1,2,3\\n | d.csv:2: has 3 cells, but the header names 2 columns",
                "x,y\\n1,2\\n1,2z\\n | d.csv:3: column \"y\": \"2z\" is not a finite number",
                "x\\n1e999\\n | d.csv:2: column \"x\": \"1e999\" is not a finite number",
                "x\\n1\\ninf\\n | d.csv:3: column \"x\": \"inf\" is not a finite number",
                "x\\n | d.csv: has a header, but no row below it",
                "'' | d.csv: is empty; its first line must name the columns"
            })
    void whatIsWrongIsToldWithFileLineAndColumn(String text, String message) {
        assertThatThrownBy(() -> read(text.replace("\\n", "\n")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith(message)
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
    }

    @Test
    void aFileThatIsNotThereIsSaidSo() {
        assertThatThrownBy(() -> Csv.STANDARD.read(Path.of("no-such.csv")))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("no-such.csv: there is no such file");
    }

    @Test
    void randomBytesAreATableOrOneLine() {
        var random = RandomStream.of(1, 0, 0, 0);
        byte[] letters = "1.5,\"\n\r;xe-\u00e9 ".getBytes(StandardCharsets.UTF_8);
        int refused = 0;
        for (int trial = 0; trial < 3000; trial++) {
            var bytes = new byte[random.nextInt(60)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = trial % 2 == 0 ? (byte) random.nextInt(256) : letters[random.nextInt(letters.length)];
            }
            Throwable thrown = catchThrowable(() -> read(Csv.STANDARD, bytes));
            if (thrown != null) {
                assertThat(thrown).isInstanceOf(InvalidInput.class);
                assertThat(thrown.getMessage().lines()).hasSize(1);
                refused++;
            }
        }
        assertThat(refused).isBetween(100, 2999);
    }

    @Test
    void decimalsAreThoseOfTheJdk() {
        var random = RandomStream.of(2, 0, 0, 0);
        for (int trial = 0; trial < 100_000; trial++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (!Double.isFinite(value)) {
                continue;
            }
            String text = trial % 2 == 0
                    ? Double.toString(value)
                    : String.format(
                            java.util.Locale.ROOT, "%." + random.nextInt(12) + "f", 1e3 * random.nextGaussian());
            assertThat(Decimal.parse(text)).isEqualTo(Double.parseDouble(text));
        }
        for (String text : List.of("", "-", ".", "e5", "1e", "1e+", "1.2.3", "0x10", "1f", "1 2", "--1")) {
            assertThat(Decimal.parse(text)).as(text).isNaN();
        }
    }

    /// Halves between neighbouring doubles, and a digit beside: where rounding is decided last.
    @Test
    void aDecimalNearTheMiddleOfTwoDoublesIsRoundedAsByTheJdk() {
        var random = RandomStream.of(3, 0, 0, 0);
        for (int trial = 0; trial < 20_000; trial++) {
            double value = Math.scalb(1 + random.nextDouble(), random.nextInt(100) - 50);
            var middle = new BigDecimal(value)
                    .add(new BigDecimal(Math.nextUp(value)))
                    .divide(BigDecimal.TWO, MathContext.UNLIMITED);
            for (int digits : new int[] {17, 18, 19, 20, 40}) {
                for (RoundingMode mode : List.of(RoundingMode.DOWN, RoundingMode.UP)) {
                    String text = middle.round(new MathContext(digits, mode)).toString();
                    assertThat(Decimal.parse(text)).as(text).isEqualTo(Double.parseDouble(text));
                }
            }
        }
    }

    /// Of random texts the reader of numbers in parts either says nothing or the same as the one that knows all.
    @Test
    void readingInPartsGivesTheSameTable(@TempDir Path folder) throws IOException {
        var random = RandomStream.of(4, 0, 0, 0);
        String[] cells = {"1", "-2.5", "1e3", " 7 ", "NA", "", "12345678901234567890", "nan", "0.1", "x", "\"3\"", "1,2"
        };
        String[] ends = {"\n", "\r\n", "\n\n", "\r"};
        int read = 0;
        try (Team team = Team.of(2)) {
            for (int trial = 0; trial < 400; trial++) {
                int common = trial % 4 == 0 ? cells.length : 9;
                var text = new StringBuilder("a [m],\"b, c\"\n");
                int rows = 1 + random.nextInt(40);
                for (int i = 0; i < rows; i++) {
                    text.append(cells[random.nextInt(common)])
                            .append(',')
                            .append(cells[random.nextInt(common)])
                            .append(
                                    i == rows - 1 && trial % 3 == 0
                                            ? ""
                                            : ends[random.nextInt(trial % 5 == 0 ? 4 : 3)]);
                }
                Path file = Files.writeString(folder.resolve("d.csv"), text);
                Optional<Dataset> parts = new NumberTable(file, Csv.STANDARD, 48 + random.nextInt(60)).read(team);
                if (parts.isPresent()) {
                    read++;
                    Dataset whole = read(text.toString());
                    assertThat(parts.get().names()).isEqualTo(whole.names());
                    for (String name : whole.names()) {
                        assertThat(numbers(parts.get(), name)).as("%s", text).isEqualTo(numbers(whole, name));
                    }
                }
            }
        }
        assertThat(read).isGreaterThan(100);
    }

    @Test
    void aLargeTableOfNumbersIsReadWholeAndItsMistakesAreTold(@TempDir Path folder) throws IOException {
        int rows = 200_000;
        var text = new StringBuilder("x,y\n");
        for (int i = 0; i < rows; i++) {
            text.append(i).append(',').append(i / 8.0).append('\n');
        }
        Path file = Files.writeString(folder.resolve("large.csv"), text);
        Dataset data = Csv.STANDARD.read(file);
        assertThat(data.rows()).isEqualTo(rows);
        assertThat(numbers(data, "y")[rows - 1]).isEqualTo((rows - 1) / 8.0);
        Files.writeString(file, text.append("1,oops\n"));
        assertThatThrownBy(() -> Csv.STANDARD.read(file))
                .hasMessageStartingWith(file + ":" + (rows + 2) + ": column \"y\": \"oops\" is not a finite number");
    }

    @ParameterizedTest
    @EnumSource(Shipped.Table.class)
    void aShippedTableHasItsTargetAndNoGaps(Shipped.Table table) {
        var shipped = new Shipped(table);
        Dataset data = shipped.read(1);
        assertThat(data.names()).contains(shipped.target());
        assertThat(data.complete()).isSameAs(data);
        assertThat(8.0 * data.rows() * data.columns().size()).isEqualTo(shipped.memory() / 4);
    }

    @Test
    void frankesFunctionIsTheOneOfThePaper() {
        // each of the four terms by hand at the centre of its bump
        assertThat(Franke.at(2 / 9.0, 2 / 9.0))
                .isEqualTo(
                        0.75 + 0.75 * Math.exp(-9 / 49.0 - 0.3) + 0.5 * Math.exp(-26 / 4.0) - 0.2 * Math.exp(-29),
                        within());
        double[] noise = numbers(new Franke(20_000, 0.1).read(3), "f");
        double[] clean = numbers(new Franke(20_000, 0).read(3), "f");
        double squares = 0;
        for (int i = 0; i < noise.length; i++) {
            squares += Math.pow(noise[i] - clean[i], 2) / noise.length;
        }
        // the points are the same only if the noise does not shift them: 4 errors of a variance
        assertThat(squares)
                .isBetween(
                        0.01 * (1 - 4 * Math.sqrt(2.0 / noise.length)), 0.01 * (1 + 4 * Math.sqrt(2.0 / noise.length)));
        assertThat(Arrays.stream(clean).max().orElseThrow()).isLessThan(1.3);
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(1e-14); // rounding
    }
}
