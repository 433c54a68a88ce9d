package ansatz.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ansatz.data.DataFile;
import ansatz.data.Franke;
import ansatz.data.Idx;
import ansatz.data.Shipped;
import ansatz.learn.BayesianLinear;
import ansatz.learn.ElasticNet;
import ansatz.learn.Learner;
import ansatz.learn.LeastSquares;
import ansatz.learn.Logistic;
import ansatz.learn.Ridge;
import ansatz.schema.InvalidInput;
import ansatz.schema.Schema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearningTest {
    @Test
    void aPolynomialThroughFrankesFunctionErrsByTheNoise() {
        Outcome outcome =
                Learning.of(new Franke(2000, 0.1), Ridge.DEFAULTS).degree(8).run();
        Result error = outcome.result("mean_squared_error");
        assertThat((error.mean() - 0.01) / error.error()).isBetween(-3.0, 4.0); // the model adds a little of its own
        assertThat(outcome.converged()).as("%s", outcome.doubts()).isTrue();
    }

    @Test
    void theEvidenceFindsTheNoiseOfFrankesFunctionAndRightErrors() {
        Outcome outcome = Learning.of(new Franke(2000, 0.1), BayesianLinear.DEFAULTS)
                .degree(8)
                .run();
        Result noise = outcome.result("noise");
        assertThat((noise.mean() - 0.1) / noise.error()).isBetween(-3.0, 4.0); // the polynomial adds a little
        Result covered = outcome.result("within_predicted_error");
        assertThat((covered.mean() - 0.6827) / covered.error()).isBetween(-3.0, 3.0);
        assertThat(outcome.result("effective_parameters").mean()).isBetween(10.0, 44.0);
        assertThat(outcome.converged()).as("%s", outcome.doubts()).isTrue();
    }

    @Test
    void tumoursAreToldByThirtyMeasurements() {
        Outcome outcome = Learning.of(new Shipped(Shipped.Table.BREAST_CANCER), Logistic.DEFAULTS)
                .run();
        assertThat(outcome.result("accuracy").mean()).isGreaterThan(0.94);
        assertThat(outcome.result("auc").error()).isBetween(1e-5, 0.02);
    }

    @Test
    void oneStandardErrorAsksForALargerPenalty() {
        Learning fit = Learning.of(new Shipped(Shipped.Table.DIABETES), ElasticNet.DEFAULTS);
        double least = fit.run().result("lambda").mean();
        double larger = fit.rule(Learning.Rule.ONE_STANDARD_ERROR)
                .run()
                .result("lambda")
                .mean();
        assertThat(larger).isGreaterThan(least);
    }

    @Test
    void aComputationGoesOnWithTheSameBits() {
        Resumed.goesOn(Learning.of(new Shipped(Shipped.Table.DIABETES), Ridge.DEFAULTS), 0, 3, 10, 11);
        Resumed.goesOn(Learning.of(new Shipped(Shipped.Table.DIABETES), BayesianLinear.DEFAULTS), 0, 1);
    }

    @Test
    void aPicturesFileTellsWhatWasWritten(@TempDir Path folder) throws Exception {
        var pictures = Learning.of(new Shipped(Shipped.Table.IRIS), Logistic.DEFAULTS)
                .run()
                .pictures();
        Files.writeString(folder.resolve(PictureFile.NAME), PictureFile.json(pictures));
        assertThat(PictureFile.read(folder)).usingRecursiveComparison().isEqualTo(pictures);
        assertThat(pictures.getFirst()).isInstanceOf(Picture.Matrix.class);
    }

    @Test
    void aTextAsTargetOfARegressionIsOneLine() {
        assertThatThrownBy(() -> Learning.of(new Shipped(Shipped.Table.IRIS), LeastSquares.DEFAULTS)
                        .run())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("the target \"species\" holds texts");
        assertThatThrownBy(() -> Learning.of(DataFile.of("no-such.csv", "y"), LeastSquares.DEFAULTS)
                        .run())
                .isInstanceOf(InvalidInput.class)
                .hasMessage("no-such.csv: there is no such file");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            number | 3 3 3 3 3 3 | is 3.0 in every row: there is nothing to predict
            class  | a a a a a a | is "a" in every row: there is nothing to predict
            class  | a a a b b c | is "c" in one row only
            class  | 1 1 1 2 2 2.5 | holds numbers that are no classes
            number | 1 2 3 4 5 1e999 | "1e999" is not a finite number
            number | 1 2 3 4 5 oops | "oops" is not a finite number
            number | 1 2 3 | has 3 rows, and a fit needs at least 4
            """)
    void aTargetFromWhichNothingCanBeLearnedIsOneLine(String kind, String values, String message, @TempDir Path folder)
            throws Exception {
        Path file = folder.resolve("d.csv");
        var text = new StringBuilder("x,y\n");
        for (String value : values.split(" ")) {
            text.append(text.length()).append(',').append(value).append('\n');
        }
        Files.writeString(file, text);
        Learner model = kind.equals("class") ? Logistic.DEFAULTS : Ridge.DEFAULTS;
        InvalidInput refused = catchThrowableOfType(
                InvalidInput.class,
                () -> Learning.of(DataFile.of(file.toString(), "y"), model).run());
        assertThat(refused.getMessage())
                .contains(file.toString())
                .contains(message)
                .doesNotContain("\n")
                .hasSizeLessThan(400);
    }

    @Test
    void imagesInAnIdxFileAreNewRowsOfAFitToImages(@TempDir Path folder) throws Exception {
        int rows = 40;
        byte[] images = new byte[16 + 4 * rows];
        System.arraycopy(new byte[] {0, 0, 8, 3, 0, 0, 0, (byte) rows, 0, 0, 0, 2, 0, 0, 0, 2}, 0, images, 0, 16);
        byte[] labels = new byte[8 + rows];
        System.arraycopy(new byte[] {0, 0, 8, 1, 0, 0, 0, (byte) rows}, 0, labels, 0, 8);
        for (int i = 0; i < rows; i++) {
            labels[8 + i] = (byte) (i % 2);
            images[16 + 4 * i + i % 2] = 100; // the pixel that is lit
            images[16 + 4 * i + 2] = (byte) i;
            images[16 + 4 * i + 3] = (byte) (i / 2 % 5);
        }
        Path file = Files.write(folder.resolve("images"), images);
        var data = new Idx(
                file.toString(), Files.write(folder.resolve("labels"), labels).toString());
        Path run = folder.resolve("run");
        new Runner(
                        Schema.installed(),
                        new Environment(2),
                        made -> made,
                        new Watcher() {},
                        () -> false,
                        Duration.ofHours(1),
                        Disk.LOCAL)
                .run(Learning.of(data, Logistic.DEFAULTS), "in Java", Destination.folder(run));
        List<String> told = Prediction.of(Schema.installed(), run, file, note -> {})
                .lines()
                .skip(1)
                .map(line -> line.substring(0, 2))
                .toList();
        assertThat(told).hasSize(rows);
        for (int i = 0; i < rows; i++) {
            assertThat(told.get(i)).isEqualTo(i % 2 + ",");
        }
    }

    @Test
    void aTargetThatIsNotThereIsOneLine(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("d.csv");
        Files.writeString(file, "x,y\n1,2\n2,3\n3,5\n4,4\n");
        assertThatThrownBy(() -> Learning.of(DataFile.of(file.toString(), "z"), Ridge.DEFAULTS)
                        .run())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("has no column \"z\"");
    }

    @Test
    void aMissingValueIsRefusedOrItsRowLeftOut(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("d.csv");
        var text = new StringBuilder("x,y\n");
        for (int i = 0; i < 60; i++) {
            text.append(i)
                    .append(',')
                    .append(i == 7 ? "NA" : Integer.toString(2 * i + i % 3))
                    .append('\n');
        }
        Files.writeString(file, text);
        DataFile given = DataFile.of(file.toString(), "y");
        assertThatThrownBy(() -> given.read(1))
                .hasMessageContaining("column \"y\" has no value in row 8 below the header");
        var dropped =
                new DataFile(file.toString(), "y", "", List.of(), List.of(), List.of(), DataFile.Incomplete.DROP, ",");
        assertThat(dropped.read(1).rows()).isEqualTo(59);
        assertThat(Learning.of(dropped, LeastSquares.DEFAULTS)
                        .run()
                        .result("r2")
                        .mean())
                .isGreaterThan(0.99);
    }
}
