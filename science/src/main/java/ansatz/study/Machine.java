package ansatz.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
