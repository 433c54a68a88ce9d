package ansatz.formats;

import static org.assertj.core.api.Assertions.assertThat;

import ansatz.data.Column;
import ansatz.data.DataFile;
import ansatz.data.Dataset;
import ansatz.data.FileFormat;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that pyarrow wrote (`tables.py`).
class ParquetTest {
    private static final int ROWS = 600;
    private static final List<String> NESTED = List.of("list", "pair", "raw");

    @TempDir
    Path folder;

    private static void holds(Dataset data, String name, String unit, IntToDoubleFunction value) {
        var column = (Column.Numeric) data.column(name);
        assertThat(column.unit()).as(name).isEqualTo(unit);
        var expected = new double[data.rows()];
        Arrays.setAll(expected, value);
        assertThat(column.values()).as(name).containsExactly(expected);
    }

    @Test
    void everyTypeThatPyarrowWroteHasItsValuesAcrossRowGroups() {
        Dataset data = new Parquet().read(Resources.of("table.parquet"), NESTED);
        assertThat(data.rows()).isEqualTo(ROWS);
        holds(data, "energy", "MeV", i -> i * 0.25);
        holds(data, "single", "", i -> i / 8.0);
        holds(data, "half", "", i -> i % 16 / 4.0);
        holds(data, "byte", "", i -> i % 100 - 50);
        holds(data, "unsigned", "", i -> i + 4e9);
        holds(data, "wide", "", i -> i * 0x1p40);
        holds(data, "truth", "", i -> i % 3 == 0 ? 1 : 0);
        holds(data, "gaps", "", i -> i % 5 == 2 || i % 5 == 3 ? Double.NaN : i);
        holds(data, "price", "", i -> i / 100.0);
        holds(data, "day", "d", i -> i);
        holds(data, "moment", "s", i -> i / 4.0);
        var kind = (Column.Categorical) data.column("kind");
        assertThat(kind.levels()).containsExactly("down", "up");
        assertThat(Arrays.copyOf(kind.codes(), 4)).containsExactly(1, 0, -1, 1);
        var coded = (Column.Categorical) data.column("coded");
        assertThat(coded.levels()).containsExactly("x", "y");
        assertThat(coded.codes()[ROWS - 1]).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "snappy", "gzip", "zstd", "lz4"})
    void everyUsualCompressionIsRead(String codec) {
        Dataset data = new Parquet().read(Resources.of(codec + ".parquet"), List.of());
        assertThat(data.rows()).isEqualTo(60);
        holds(data, "energy", "MeV", i -> i * 0.25);
    }

    @Test
    void aStudyNamesSuchAFileAsItNamesACsvFile() {
        Path file = Resources.of("table.parquet");
        assertThat(FileFormat.of(file)).containsInstanceOf(Parquet.class);
        var source = new DataFile(
                file.toString(),
                "energy",
                "",
                List.of("list", "pair", "raw", "kind"),
                List.of("-50", "x"),
                List.of("half"),
                DataFile.Incomplete.DROP,
                ",");
        Dataset data = source.read(1);
        // neither a gap (2 of 5), nor the byte -50 (1 of 100, where no gap is), nor an even row, where coded is x
        long left = java.util.stream.IntStream.range(0, ROWS)
                .filter(i -> i % 5 != 2 && i % 5 != 3 && i % 100 != 0 && i % 2 == 1)
                .count();
        assertThat(data.rows()).isEqualTo((int) left);
        assertThat(((Column.Categorical) data.column("half")).levels()).contains("3.75", "0.25");
        assertThat(source.memory()).isEqualTo(32.0 * ROWS * 17);
    }

    @Test
    void whatIsNoTableIsToldInOneLine() {
        refused("table.parquet", "column \"list\" holds lists, maps or structures; legal are numbers, times and texts");
        refused("no-rows.parquet", "has columns, but no row");
        refused("too-large.parquet", "column \"big\" is 9007199254740993 in row 1, which a double does not hold");
        refused("infinite.parquet", "column \"x\" is infinite in row 2");
    }

    private static void refused(String name, String message) {
        Path file = Resources.of(name);
        Resources.refused(() -> new Parquet().read(file, List.of()), file + ": " + message);
    }

    @Test
    void damagedFilesAreATableOrOneLine() throws Exception {
        for (String name : List.of("none", "snappy", "gzip", "zstd", "lz4")) {
            int refused = Resources.damaged(
                    new Parquet(), Resources.of(name + ".parquet"), folder.resolve("bad.parquet"), 60);
            assertThat(refused).as(name).isBetween(10, 59);
        }
    }
}
