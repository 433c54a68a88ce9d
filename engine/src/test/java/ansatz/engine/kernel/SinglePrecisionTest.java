package ansatz.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The generator of the single-precision twins, run as the build runs it.
class SinglePrecisionTest {
    private static final Path GENERATOR = Path.of("src/generator/java/SinglePrecision.java");

    @TempDir
    Path folder;

    private record Run(int status, String message) {}

    private Run run(String... sources) throws IOException, InterruptedException {
        for (int i = 0; i < sources.length; i += 2) {
            Path file = folder.resolve("in/some/place/" + sources[i] + ".java");
            Files.createDirectories(file.getParent());
            Files.writeString(file, "package some.place;\n" + sources[i + 1]);
        }
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        GENERATOR.toString(),
                        folder.resolve("in").toString(),
                        folder.resolve("out").toString(),
                        "some.place")
                .redirectErrorStream(true)
                .start();
        String message = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), message);
    }

    private String twin(String type) throws IOException {
        return Files.readString(folder.resolve("out/some/place/Float" + type + ".java"));
    }

    @Test
    void aClassOfDoublesAndTheClassesThatUseItHaveTwins() throws Exception {
        Run run = run(
                "Sums",
                """
                /// The sum of doubles, see [Sums#of].
                final class Sums {
                    static double of(double[] x) {
                        double total = 0.5e0 + 0x1.0p-3; // double in both precisions
                        return (double) (total * 2.5 + Math.sqrt(x[0]) + 7);
                    }
                }
                """,
                "User",
                "final class User { Object sums = new Sums(); }",
                "Neutral",
                "record Neutral(int i, long n) {}",
                "Bits",
                "final class Bits { static long of(double x) { return Double.doubleToRawLongBits(x) >>> 52; } }");
        assertThat(run).isEqualTo(new Run(0, ""));
        assertThat(twin("Sums"))
                .contains("/// The sum of floats, see [FloatSums#of].")
                .contains("static float of(float[] x) {")
                .contains("double total = 0.5e0 + 0x1.0p-3;")
                .contains("return (float) (total * 2.5f + (float) Math.sqrt(x[0]) + 7);");
        assertThat(twin("User")).contains("class FloatUser { Object sums = new FloatSums(); }");
        assertThat(twin("Bits")).contains("static int of(float x) { return Float.floatToRawIntBits(x) >>> 23; }");
        assertThat(folder.resolve("out/some/place/FloatNeutral.java")).doesNotExist();
    }

    @Test
    void aTwinWrittenByHandIsLeftAloneAndUsed() throws Exception {
        Run run = run(
                "Table",
                "final class Table { static final double A = 1; }",
                "FloatTable",
                "final class FloatTable { static final float A = 2; }",
                "User",
                "final class User { double a = Table.A; }");
        assertThat(run.status()).isZero();
        assertThat(folder.resolve("out/some/place/FloatTable.java")).doesNotExist();
        assertThat(twin("User")).contains("float a = FloatTable.A;");
    }

    @Test
    void whatHasNoRuleIsNamedWithFileAndLine() throws Exception {
        Run run = run(
                "Large",
                "final class Large {\n double a = 1e300;\n java.util.function.DoubleUnaryOperator f; }",
                "Marked",
                "final class Marked {\n double a;\n int i; // double in both precisions\n }",
                "Only",
                "// double only: for the test\nfinal class Only { double a; }",
                "User",
                "final class User { double a;\n Only only; }");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.message())
                .contains("Large.java:3: no float is near 1e300")
                .contains("Large.java:4: no rule for DoubleUnaryOperator")
                .contains("Marked.java:4: nothing on this line is a double")
                .contains("User.java:3: Only is for doubles only, User is not");
        assertThat(folder.resolve("out")).doesNotExist();
    }
}
