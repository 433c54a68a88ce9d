package ansatz.formats;

import static org.assertj.core.api.Assertions.assertThat;

import ansatz.data.Column;
import ansatz.data.DataFile;
import ansatz.data.Dataset;
import ansatz.data.FileFormat;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that h5py wrote (`tables.py`), and files that the reader's library writes.
class Hdf5Test {
    private static final int ROWS = 40;

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
    void everyTypeThatH5pyWroteHasItsValues() {
        Dataset data = new Hdf5().read(Resources.of("table.h5"), List.of());
        assertThat(data.rows()).isEqualTo(ROWS);
        holds(data, "energy", "MeV", i -> i * 0.25);
        holds(data, "truth", "", i -> i % 3 == 0 ? 1 : 0);
        holds(data, "detector/single", "", i -> i / 8.0);
        holds(data, "detector/unsigned", "", i -> i + 4e9);
        holds(data, "record.mass", "", i -> 2.0 * i);
        holds(data, "record.charge", "", i -> i % 2);
        for (int j = 0; j < 3; j++) {
            for (int k = 0; k < 2; k++) {
                int inner = 2 * j + k;
                holds(data, "detector/hits_" + j + "_" + k, "", i -> 6 * i + inner);
            }
        }
        var kind = (Column.Categorical) data.column("kind");
        assertThat(kind.levels()).containsExactly("down", "up");
        assertThat(Arrays.copyOf(kind.codes(), 4)).containsExactly(1, 0, -1, 1);
        assertThat(((Column.Categorical) data.column("fixed")).levels()).containsExactly("ab", "c");
    }

    @Test
    void aStudyNamesSuchAFileAsItNamesAnArchiveOfArrays() {
        Path file = Resources.of("table.h5");
        assertThat(FileFormat.of(file)).containsInstanceOf(Hdf5.class);
        var source = new DataFile(
                file.toString(),
                "energy",
                "",
                List.of("detector", "record.mass"),
                List.of(),
                List.of("record.charge"),
                DataFile.Incomplete.DROP,
                ",");
        Dataset data = source.read(1);
        assertThat(data.names()).containsExactlyInAnyOrder("energy", "truth", "kind", "fixed", "record.charge");
        assertThat(data.rows()).isEqualTo(ROWS - ROWS / 3);
        assertThat(((Column.Categorical) data.column("record.charge")).levels()).containsExactly("0", "1");
        assertThat(source.memory()).isEqualTo(32.0 * ROWS * (4 + 6 + 2 + 2));
    }

    @Test
    void complexNumbersAreRecordsOfTwo() {
        Dataset data = new Hdf5().read(Resources.of("other.h5"), List.of("loop", "none", "version", "short"));
        holds(data, "complex.i", "", i -> i);
        holds(data, "complex.r", "", i -> 0);
    }

    @Test
    void whatTheLibraryWritesItReads() {
        Path file = folder.resolve("own.h5");
        try (WritableHdfFile hdf = HdfFile.write(file)) {
            hdf.putDataset("x", new double[] {1, Double.NaN, 3});
            hdf.putDataset("m", new int[][] {{1, 2}, {3, 4}, {5, 6}}).putAttribute("unit", "GeV");
        }
        Dataset data = new Hdf5().read(file, List.of());
        holds(data, "x", "", i -> i == 1 ? Double.NaN : i + 1);
        holds(data, "m_1", "GeV", i -> 2 * i + 2);
        assertThat(new Hdf5().values(file)).isEqualTo(9);
    }

    @Test
    void whatIsNoTableIsToldInOneLine() {
        refused(List.of("loop", "complex", "none", "short"), "data set \"version\" is a single value");
        refused(List.of("loop", "complex", "none", "version"), "has 4 rows, but \"short\" has 3");
        refused(List.of("loop", "complex", "version", "short"), "data set \"none\" is empty");
        refused(List.of("complex", "none", "version", "short", "x"), "groups within groups deeper than 32");
        Path infinite = folder.resolve("infinite.h5");
        try (WritableHdfFile hdf = HdfFile.write(infinite)) {
            hdf.putDataset("x", new float[] {1, Float.NEGATIVE_INFINITY});
        }
        Resources.refused(() -> new Hdf5().read(infinite, List.of()), "data set \"x\" is infinite in row 2");
    }

    private static void refused(List<String> leave, String message) {
        Path file = Resources.of("other.h5");
        Resources.refused(() -> new Hdf5().read(file, leave), message);
    }

    @Test
    void damagedFilesAreATableOrOneLine() throws Exception {
        int refused = Resources.damaged(new Hdf5(), Resources.of("table.h5"), folder.resolve("bad.h5"), 400);
        assertThat(refused).isBetween(50, 399);
    }
}
