package ansatz.report;

import ansatz.schema.InvalidInput;
import ansatz.statistics.Check;
import ansatz.study.Curve;
import ansatz.study.Picture;
import ansatz.study.PictureFile;
import ansatz.study.Result;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the folder of a run: study.toml, environment.json, metrics.jsonl and result.json, each of which may be
/// missing while a run is young. What a crash cut short is left out and noted.
final class RunReader {
    /// The newest version of result.json, metrics.jsonl and environment.json that is understood.
    private static final int SCHEMA_VERSION = 1;

    private static final String ERROR_SUFFIX = "_error";

    private final JsonMapper mapper = JsonMapper.builder().build();
    private final Path folder;
    private final List<String> notes = new ArrayList<>();

    private RunReader(Path folder) {
        this.folder = folder;
    }

    /// @throws InvalidInput if the folder is not that of a run, or a file in it is of a newer version
    /// @throws IOException if a file cannot be read
    static RunRecord read(Path folder) throws IOException {
        return new RunReader(folder).read();
    }

    private RunRecord read() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new InvalidInput(folder + ": there is no such folder of a run");
        }
        String study = text("study.toml");
        JsonNode result = json("result.json");
        JsonNode environment = json("environment.json");
        if (study.isEmpty() && result == null) {
            throw new InvalidInput(folder + ": is not the folder of a run: it has neither study.toml nor result.json");
        }
        var metrics = new MetricsReader();
        Path lines = folder.resolve("metrics.jsonl");
        if (Files.exists(lines)) {
            metrics.read(lines);
        }
        var reasons = new ArrayList<String>();
        var checks = new ArrayList<Check>();
        var results = new ArrayList<Result>();
        var curves = new ArrayList<Curve>();
        String title = metrics.title;
        double seconds = Double.NaN;
        double peakMemory = Double.NaN;
        Long seed = metrics.seed;
        if (result != null) {
            result.path("reasons").forEach(reason -> reasons.add(reason.asString("")));
            result.path("checks").forEach(check -> checks.add(check(check)));
            result.path("estimates").forEach(estimate -> results.add(Result.of(estimate)));
            result.path("curves").forEach(curve -> curves.add(curve(curve)));
            title = result.path("title").asString(title);
            seconds = number(result, "seconds");
            peakMemory = number(result, "peak_memory_bytes");
            seed = result.path("seed").isIntegralNumber()
                    ? Long.valueOf(result.path("seed").asLong())
                    : seed;
        }
        return new RunRecord(
                title.isBlank()
                        ? folder.toAbsolutePath().normalize().getFileName().toString()
                        : title,
                status(result),
                List.copyOf(reasons),
                List.copyOf(checks),
                List.copyOf(results),
                List.copyOf(curves),
                pictures(),
                chainMeans(results),
                metrics.phases(),
                study,
                environment == null ? Map.of() : flat(environment),
                seconds,
                peakMemory,
                seed,
                List.copyOf(notes));
    }

    private List<Picture> pictures() {
        try {
            return PictureFile.read(folder);
        } catch (IOException | IllegalArgumentException e) {
            if (e instanceof InvalidInput newer) {
                throw newer;
            }
            notes.add("the pictures cannot be read: " + e.getMessage());
            return List.of();
        }
    }

    private Map<String, double[]> chainMeans(List<Result> results) {
        Path archive = folder.resolve("samples.npz");
        var means = new LinkedHashMap<String, double[]>();
        if (Files.exists(archive)) {
            try {
                for (Result result : results) {
                    means.put(result.name(), ChainMeans.read(archive, result.name()));
                }
            } catch (IOException e) {
                notes.add("samples.npz cannot be read: " + e.getMessage());
            }
        }
        return means;
    }

    static RunRecord.Status status(@Nullable JsonNode result) {
        if (result == null) {
            return RunRecord.Status.UNFINISHED;
        }
        return switch (result.path("status").asString("")) {
            case "failed" -> RunRecord.Status.FAILED;
            case "interrupted" -> RunRecord.Status.INTERRUPTED;
            default ->
                result.path("converged").asBoolean(false) ? RunRecord.Status.CONVERGED : RunRecord.Status.NOT_CONVERGED;
        };
    }

    private static Check check(JsonNode json) {
        return new Check(
                json.path("subject").asString(""),
                json.path("quantity").asString(""),
                json.path("found").asString(""),
                json.path("legal").asString(""),
                // the reasons stand in a list of their own
                json.path("passed").asBoolean(false) ? "" : "not passed");
    }

    private static Curve curve(JsonNode json) {
        var points = new ArrayList<Curve.Point>();
        json.path("points").forEach(point -> {
            var vector = new ArrayList<Double>();
            point.path("vector").forEach(x -> vector.add(x.asDouble(Double.NaN)));
            points.add(new Curve.Point(number(point, "position"), vector, Result.of(point)));
        });
        return new Curve(
                json.path("name").asString("unnamed"),
                json.path("axis").asString(""),
                json.path("axis_unit").asString(""),
                points);
    }

    /// NaN for null, which is how a file says that a number is not finite, and for what is missing.
    private static double number(JsonNode json, String key) {
        JsonNode value = json.path(key);
        return value.isNumber() ? value.asDouble() : Double.NaN;
    }

    private static Map<String, String> flat(JsonNode json) {
        var pairs = new LinkedHashMap<String, String>();
        json.properties().forEach(entry -> {
            if (entry.getValue().isObject()) {
                flat(entry.getValue()).forEach((key, value) -> pairs.put(entry.getKey() + " " + key, value));
            } else if (!entry.getKey().equals("schema")) {
                pairs.put(
                        entry.getKey(),
                        entry.getValue().isValueNode()
                                ? entry.getValue().asString("")
                                : entry.getValue().toString());
            }
        });
        return pairs;
    }

    private String text(String name) throws IOException {
        Path file = folder.resolve(name);
        // a byte that is no UTF-8 becomes a replacement character, as a report is for reading
        return Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
    }

    private @Nullable JsonNode json(String name) throws IOException {
        String text = text(name);
        if (text.isBlank()) {
            return null;
        }
        try {
            JsonNode json = mapper.readTree(text);
            requireVersion(json, name);
            return json;
        } catch (JacksonException e) {
            notes.add(name + " is not readable as JSON: " + e.getOriginalMessage());
            return null;
        }
    }

    private void requireVersion(JsonNode json, String name) {
        requireVersion(json, folder.resolve(name));
    }

    static void requireVersion(JsonNode json, Path file) {
        int version = json.path("schema").asInt(SCHEMA_VERSION);
        if (version > SCHEMA_VERSION) {
            throw new InvalidInput(file + ": is of version " + version + ", and this Ansatz reads up to version "
                    + SCHEMA_VERSION + "; use a newer Ansatz");
        }
    }

    /// Collects the columns of metrics.jsonl.
    private final class MetricsReader {
        private final Map<String, Map<String, Column>> phases = new LinkedHashMap<>();
        private final Map<String, Map<String, String>> units = new LinkedHashMap<>();
        private String title = "";
        private @Nullable Long seed;

        void read(Path file) throws IOException {
            long number = 0;
            long unreadable = 0;
            long firstUnreadable = 0;
            try (var reader =
                    new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    number++;
                    if (line.isBlank()) {
                        continue;
                    }
                    try {
                        add(mapper.readTree(line));
                    } catch (JacksonException e) {
                        firstUnreadable = unreadable == 0 ? number : firstUnreadable;
                        unreadable++;
                    }
                }
            }
            if (unreadable > 0) {
                notes.add("metrics.jsonl: " + unreadable + (unreadable == 1 ? " line is" : " lines are")
                        + " not readable, the first is line " + firstUnreadable);
            }
        }

        private void add(JsonNode line) {
            if (line.has("schema")) {
                requireVersion(line, "metrics.jsonl");
                title = line.path("title").asString("");
                seed = line.path("seed").isIntegralNumber()
                        ? Long.valueOf(line.path("seed").asLong())
                        : null;
                return;
            }
            if (line.path("units").isObject()) {
                units.put(line.path("phase").asString(""), flat(line.path("units")));
                return;
            }
            double step = number(line, "step");
            if (!Double.isFinite(step)) {
                return;
            }
            var columns = phases.computeIfAbsent(line.path("phase").asString(""), name -> new LinkedHashMap<>());
            line.properties().forEach(entry -> {
                String name = entry.getKey();
                boolean number = entry.getValue().isNumber() || entry.getValue().isNull();
                if (number && !name.equals("step") && !name.equals("steps") && !isError(name, line)) {
                    double error = number(line, name + ERROR_SUFFIX);
                    columns.computeIfAbsent(name, unseen -> new Column()).add(step, number(line, name), error);
                }
            });
        }

        private boolean isError(String name, JsonNode line) {
            return name.endsWith(ERROR_SUFFIX) && line.has(name.substring(0, name.length() - ERROR_SUFFIX.length()));
        }

        List<RunRecord.Phase> phases() {
            var list = new ArrayList<RunRecord.Phase>();
            phases.forEach((name, columns) -> {
                var metrics = new LinkedHashMap<String, Series>();
                columns.forEach((metric, column) -> metrics.put(metric, column.series()));
                list.add(new RunRecord.Phase(name, metrics, units.getOrDefault(name, Map.of())));
            });
            return list;
        }
    }

    /// A growing series.
    private static final class Column {
        private double[] data = new double[192];
        private int size;

        void add(double step, double value, double error) {
            if (3 * size == data.length) {
                data = java.util.Arrays.copyOf(data, 2 * data.length);
            }
            data[3 * size] = step;
            data[3 * size + 1] = value;
            data[3 * size + 2] = error;
            size++;
        }

        Series series() {
            return new Series(every(0), every(1), every(2));
        }

        private double[] every(int part) {
            double[] values = new double[size];
            for (int i = 0; i < size; i++) {
                values[i] = data[3 * i + part];
            }
            return values;
        }
    }
}
