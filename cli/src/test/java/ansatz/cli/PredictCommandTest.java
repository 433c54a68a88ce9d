package ansatz.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From a file of data to predictions of new rows.
class PredictCommandTest {
    @TempDir
    private Path folder;

    private Path file(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text);
    }

    /// The run of y = 3 + 2 x, 10 more for kind b, with the remainders -1, 0, 1 that no model can know.
    private Path run() throws Exception {
        var text = new StringBuilder("x [m],kind,y [J]\r\n");
        for (int i = 0; i < 120; i++) {
            int y = 3 + 2 * i + (i % 2 == 0 ? 0 : 10) + i * i % 3 - 1;
            text.append(i).append(i % 2 == 0 ? ",a," : ",b,").append(y).append("\r\n");
        }
        Path data = file("data.csv", text.toString());
        Path study = file(
                "fit.toml",
                "type = \"fit\"\n[data]\nfile = \"" + data.toString().replace('\\', '/')
                        + "\"\ntarget = \"y\"\n[model]\ntype = \"linear\"\n");
        Path run = folder.resolve("run");
        CommandLineCase call = CommandLineCase.of("run", study.toString(), "--out", run.toString());
        assertThat(call.status()).as(call.err()).isEqualTo(ExitStatus.DONE);
        assertThat(call.out()).contains("coefficient of x", "coefficient of kind=b", "J per standard deviation");
        assertThat(run.resolve("report.html")).content().contains("Predicted against true", "Residuals");
        return run;
    }

    @Test
    void newRowsGetAPredictionWithAnErrorEach() throws Exception {
        Path run = run();
        Path rows = file("new.csv", "kind,more,x\nb,7,200\na,8,10\n");
        List<String> lines = CommandLineCase.of("predict", run.toString(), rows.toString())
                .out()
                .lines()
                .toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.getFirst()).isEqualTo("y [J],error");
        double[] known = {413, 23};
        for (int i = 0; i < 2; i++) {
            String[] cells = lines.get(i + 1).split(",");
            assertThat(Double.parseDouble(cells[0])).isBetween(known[i] - 1, known[i] + 1);
        }
        // the remainders -1, 0, 1 of i^2 are 1/3 times -1 and 2/3 times 0: a deviation of 0.47
        double inside = Double.parseDouble(lines.get(2).split(",")[1]);
        assertThat(inside).isBetween(0.3, 0.7);
        // x = 200 lies 140 from the mean of 0 ... 119, whose sum of squares is 120 35^2: 0.47 sqrt(1 + 1/90 + 140^2 /
        // 110,000)
        double outside = Double.parseDouble(lines.get(1).split(",")[1]);
        assertThat(outside / inside).isBetween(1.04, 1.15);
    }

    @Test
    void whatDoesNotSuitTheModelIsOneLine() throws Exception {
        Path run = run();
        refused(run, "x\n1\n", "has no column \"kind\"");
        refused(run, "x,kind\nlong,a\n", "column \"x\" holds texts");
        refused(run, "x,kind\n1,c\n", "column \"kind\" is \"c\" in row 1, which the model has never seen");
        refused(folder.resolve("nowhere"), "x,kind\n1,a\n", "no such folder");
        refused(folder, "x,kind\n1,a\n", "study.toml");
    }

    @Test
    void aDamagedModelIsToldAndNotUsed() throws Exception {
        Path run = run();
        try (var files = Files.list(run)) {
            for (Path checkpoint : files.filter(
                            name -> name.getFileName().toString().startsWith("checkpoint"))
                    .toList()) {
                byte[] bytes = Files.readAllBytes(checkpoint);
                bytes[bytes.length / 2] ^= 1;
                Files.write(checkpoint, bytes);
            }
        }
        refused(run, "x,kind\n1,a\n", "checkpoint");
    }

    private void refused(Path run, String rows, String message) throws Exception {
        CommandLineCase call = CommandLineCase.of(
                "predict", run.toString(), file("bad.csv", rows).toString());
        assertThat(call.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(call.out()).isEmpty();
        assertThat(call.err()).contains(message).doesNotContain("Exception");
    }
}
