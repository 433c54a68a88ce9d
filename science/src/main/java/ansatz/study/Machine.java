package ansatz.study;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What the bits and the speed of a run depend on besides the study: the processor, the JDK and the version of
/// Ansatz.
///
/// @param processor the processor's model
/// @param processors how many logical processors the JVM may use
/// @param system the operating system with its version and architecture
/// @param jdk the JVM with its version
/// @param ansatz the version of Ansatz
/// @param heap the largest heap, bytes
public record Machine(String processor, int processors, String system, String jdk, String ansatz, long heap) {
    /// The version of environment.json.
    static final int SCHEMA_VERSION = 1;

    /// This machine.
    public static Machine here() {
        Runtime runtime = Runtime.getRuntime();
        return new Machine(
                model(),
                runtime.availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                version(),
                runtime.maxMemory());
    }

    /// The most memory that this process has held so far, heap, native arrays and code together, in bytes; NaN
    /// where
    /// the system does not tell. A sweep has one process for all its points.
    static double peakMemory() {
        return number(Path.of("/proc/self/status"), "VmHWM:\\s+(\\d+) kB.*", 1024);
    }

    /// The mean number of processes that ran or waited for a processor in the last minute; NaN where the system
    /// does
    /// not tell.
    static double load() {
        return number(Path.of("/proc/loadavg"), "(\\d+\\.\\d+) .*", 1);
    }

    /// The number in the first line that matches, times a unit.
    private static double number(Path file, String pattern, double unit) {
        if (!Files.isReadable(file)) {
            return Double.NaN;
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(Pattern.compile(pattern)::matcher)
                    .filter(Matcher::matches)
                    .mapToDouble(found -> Double.parseDouble(found.group(1)) * unit)
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException | UncheckedIOException e) {
            return Double.NaN;
        }
    }

    /// The version of Ansatz that runs.
    public static String version() {
        var descriptor = Machine.class.getModule().getDescriptor();
        if (descriptor != null && descriptor.rawVersion().isPresent()) {
            return descriptor.rawVersion().get();
        }
        String manifest = Machine.class.getPackage().getImplementationVersion();
        return manifest == null ? "development" : manifest;
    }

    /// The content of environment.json.
    ObjectNode json(JsonMapper mapper, Study study, Environment environment) {
        ObjectNode json = mapper.createObjectNode();
        json.put("schema", SCHEMA_VERSION);
        json.put("ansatz", ansatz);
        json.put("processor", processor);
        json.put("processors", processors);
        json.put("threads", environment.threads());
        json.put("kernels", environment.kernels());
        json.put("system", system);
        json.put("jdk", jdk);
        json.put("heap_bytes", heap);
        double load = load();
        if (Double.isFinite(load)) {
            json.put("load", load);
        }
        json.put("seed", study.seed());
        return json;
    }

    private static String model() {
        Path file = Path.of("/proc/cpuinfo");
        if (Files.isReadable(file)) {
            try (Stream<String> lines = Files.lines(file)) {
                return lines.filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse(System.getProperty("os.arch"));
            } catch (IOException e) {
                return System.getProperty("os.arch");
            }
        }
        return System.getProperty("os.arch");
    }
}
