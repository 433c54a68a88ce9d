package ansatz.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the command finds on the class path: formats of files, and models that other libraries grow.
class OptionalModulesTest {
    private static final Path TABLES = Path.of("..", "formats", "src", "test", "resources", "ansatz", "formats");

    @TempDir
    private Path folder;

    private Path file(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text);
    }

    private static String toml(Path path) {
        return path.toString().replace('\\', '/');
    }

    /// Points of the plane, inside or outside of a circle.
    private Path circle() throws Exception {
        var random = new Random(1);
        var text = new StringBuilder("x,y,where\n");
        for (int i = 0; i < 400; i++) {
            double x = 4 * random.nextDouble() - 2;
            double y = 4 * random.nextDouble() - 2;
            text.append(x).append(',').append(y).append(x * x + y * y < 2 ? ",inside\n" : ",outside\n");
        }
        return file("circle.csv", text.toString());
    }

    private Path run(String type) throws Exception {
        Path study = file(
                "fit.toml",
                "type = \"fit\"\n[data]\nfile = \"" + toml(circle()) + "\"\ntarget = \"where\"\n[model]\ntype = \""
                        + type + "\"\n");
        Path run = folder.resolve("run");
        CommandLineCase call = CommandLineCase.of("run", study.toString(), "--out", run.toString());
        assertThat(call.status()).as(call.err()).isIn(ExitStatus.DONE, ExitStatus.NOT_CONVERGED);
        assertThat(call.err()).doesNotContain("WARNING", "INFO");
        return run;
    }

    @ParameterizedTest
    @ValueSource(strings = {"decision-tree", "bagging", "random-forest", "gradient-boosting", "support-vectors"})
    void aModelOfAnotherLibraryIsKeptInTheRunAndPredicts(String type) throws Exception {
        Path run = run(type);
        Path rows = file("new.csv", "y,x\n0.1,0.2\n-1.8,1.7\n0.5,-0.6\n1.9,0.1\n");
        CommandLineCase call = CommandLineCase.of("predict", run.toString(), rows.toString());
        assertThat(call.status()).as(call.err()).isEqualTo(ExitStatus.DONE);
        List<String> lines = call.out().lines().toList();
        assertThat(lines.getFirst()).isEqualTo("where,probability of inside,probability of outside");
        assertThat(lines.stream().skip(1).map(line -> line.split(",")[0]))
                .containsExactly("inside", "outside", "inside", "outside");
        for (String line : lines.subList(1, 5)) {
            String[] cells = line.split(",");
            assertThat(Double.parseDouble(cells[1]) + Double.parseDouble(cells[2]))
                    .isBetween(0.999999, 1.000001);
        }
    }

    @Test
    void aVoteOfAForestAndALogisticModelPredictsFromItsRun() throws Exception {
        Path study = file(
                "fit.toml",
                "type = \"fit\"\ndegree = 2\n[data]\nfile = \"" + toml(circle())
                        + "\"\ntarget = \"where\"\n[model]\ntype = \"voting\"\n"
                        + "[[model.models]]\ntype = \"random-forest\"\ntrees = 20\n"
                        + "[[model.models]]\ntype = \"logistic\"\nlambda = [1e-3]\n");
        Path run = folder.resolve("run");
        CommandLineCase call = CommandLineCase.of("run", study.toString(), "--out", run.toString());
        assertThat(call.status()).as(call.err()).isIn(ExitStatus.DONE, ExitStatus.NOT_CONVERGED);
        Path rows = file("new.csv", "y,x\n0.1,0.2\n-1.8,1.7\n");
        assertThat(CommandLineCase.of("predict", run.toString(), rows.toString())
                        .out()
                        .lines()
                        .skip(1))
                .satisfiesExactly(
                        inside -> assertThat(inside).startsWith("inside,0."),
                        outside -> assertThat(outside).startsWith("outside,"));
    }

    @Test
    void aModelCutShortOrWithAFlippedBitIsToldAndNotUsed() throws Exception {
        Path run = run("gradient-boosting");
        Path rows = file("new.csv", "y,x\n0.1,0.2\n");
        try (var files = Files.list(run)) {
            for (Path checkpoint : files.filter(
                            name -> name.getFileName().toString().startsWith("checkpoint"))
                    .toList()) {
                byte[] bytes = Files.readAllBytes(checkpoint);
                bytes[bytes.length / 3] ^= 4;
                Files.write(checkpoint, bytes);
            }
        }
        CommandLineCase call = CommandLineCase.of("predict", run.toString(), rows.toString());
        assertThat(call.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(call.out()).isEmpty();
        assertThat(call.err()).contains("checkpoint").doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"table.parquet", "table.h5"})
    void aStudyAndAPredictionReadSuchFiles(String name) throws Exception {
        Path table = TABLES.resolve(name);
        Path study = file(
                "fit.toml",
                "type = \"fit\"\n[data]\nfile = \"" + toml(table) + "\"\ntarget = \"energy\"\nincomplete = \"drop\"\n"
                        + (name.endsWith("h5")
                                ? "ignore = [\"kind\"]\n"
                                : "ignore = [\"list\", \"pair\", \"raw\", \"kind\"]\n")
                        + "[model]\ntype = \"ridge\"\n");
        Path run = folder.resolve("run");
        CommandLineCase call = CommandLineCase.of("run", study.toString(), "--out", run.toString());
        assertThat(call.status()).as(call.err()).isIn(ExitStatus.DONE, ExitStatus.NOT_CONVERGED);
        CommandLineCase missing = CommandLineCase.of(
                "run",
                study.toString(),
                "--set",
                "data.ignore=[\"no such\"]",
                "--out",
                folder.resolve("b").toString());
        assertThat(missing.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(missing.errors()).singleElement().asString().contains(name);
    }

    /// The columns of the Higgs challenge of 2014, with invented events.
    @Test
    void aFileOfTheHiggsChallengeIsReadWithItsWeights() throws Exception {
        var random = new Random(2);
        var text = new StringBuilder("EventId");
        for (int k = 0; k < 13; k++) {
            text.append(",DER_").append(k);
        }
        for (int k = 0; k < 17; k++) {
            text.append(",PRI_").append(k);
        }
        text.append(",Weight,Label,KaggleSet,KaggleWeight\n");
        for (int i = 0; i < 600; i++) {
            boolean signal = i % 3 == 0;
            text.append(100_000 + i);
            for (int k = 0; k < 30; k++) {
                text.append(',')
                        .append(
                                k % 5 == 4 && random.nextInt(3) == 0
                                        ? "-999.0"
                                        : String.valueOf(random.nextGaussian() + (signal && k == 0 ? 2 : 0)));
            }
            text.append(signal ? ",0.01,s" : ",1.5,b")
                    .append(i % 2 == 0 ? ",t" : ",b")
                    .append(",0.5\n");
        }
        Path events = file("events.csv", text.toString());
        Path study = file(
                "higgs.toml",
                "type = \"fit\"\n[data]\nfile = \"" + toml(events)
                        + "\"\ntarget = \"Label\"\nweights = \"Weight\"\nignore = [\"EventId\", \"KaggleSet\", \"KaggleWeight\"]\n"
                        + "[model]\ntype = \"gradient-boosting\"\nrounds = 20\n");
        Path run = folder.resolve("run");
        CommandLineCase call = CommandLineCase.of("run", study.toString(), "--out", run.toString());
        assertThat(call.status()).as(call.err()).isIn(ExitStatus.DONE, ExitStatus.NOT_CONVERGED);
        assertThat(call.out()).containsPattern("(?m)^ *ams ");
        CommandLineCase gaps = CommandLineCase.of(
                "run",
                study.toString(),
                "--set",
                "data.missing=[\"-999.0\"]",
                "--set",
                "data.incomplete=\"keep\"",
                "--out",
                folder.resolve("gaps").toString());
        assertThat(gaps.status()).as(gaps.err()).isIn(ExitStatus.DONE, ExitStatus.NOT_CONVERGED);
        assertThat(gaps.out()).containsPattern("(?m)^ *ams ");
        CommandLineCase linear = CommandLineCase.of(
                "run",
                study.toString(),
                "--set",
                "data.missing=[\"-999.0\"]",
                "--set",
                "data.incomplete=\"keep\"",
                "--set",
                "model={type=\"logistic\"}",
                "--out",
                folder.resolve("linear").toString());
        assertThat(linear.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(linear.errors()).singleElement().asString().contains("column \"DER_4\" has no value in row");
        CommandLineCase wrong = CommandLineCase.of(
                "run",
                study.toString(),
                "--set",
                "data.weights=\"Label\"",
                "--out",
                folder.resolve("b").toString());
        assertThat(wrong.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(wrong.errors()).singleElement().asString().contains("data.weights", "which is the target");
    }
}
