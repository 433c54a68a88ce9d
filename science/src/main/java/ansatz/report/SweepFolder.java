package ansatz.report;

import ansatz.schema.InvalidInput;
import ansatz.study.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the folder of a sweep: study.toml, and result.json if a point has ended.
final class SweepFolder {
    private SweepFolder() {}

    /// @throws InvalidInput if result.json is of a newer version
    /// @throws IOException if a file cannot be read
    static SweepRecord read(Path folder) throws IOException {
        String study = new String(Files.readAllBytes(folder.resolve("study.toml")), StandardCharsets.UTF_8);
        String name = folder.toAbsolutePath().normalize().getFileName().toString();
        Path file = folder.resolve("result.json");
        JsonNode json;
        try {
            json = Files.exists(file) ? new JsonMapper().readTree(Files.readAllBytes(file)) : null;
        } catch (JacksonException e) {
            json = null; // damaged, as by a full disk: as good as not written
        }
        if (json == null) {
            return new SweepRecord(
                    name,
                    RunRecord.Status.UNFINISHED,
                    List.of(),
                    null,
                    "",
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    study,
                    Double.NaN);
        }
        RunReader.requireVersion(json, file);
        JsonNode abscissa = json.path("abscissa");
        var keys = new ArrayList<String>();
        json.path("keys").forEach(key -> keys.add(key.asString("")));
        var points = new ArrayList<SweepRecord.Point>();
        json.path("points").forEach(point -> points.add(point(point, abscissa)));
        var results = new ArrayList<Result>();
        json.path("estimates").forEach(estimate -> results.add(Result.of(estimate)));
        var marks = new ArrayList<SweepRecord.Mark>();
        json.path("abscissa_marks")
                .forEach(mark -> marks.add(new SweepRecord.Mark(
                        mark.path("label").asString(""), mark.path("value").asDouble(Double.NaN))));
        var curves = new ArrayList<SweepRecord.Curve>();
        json.path("curves").forEach(curve -> curves.add(curve(curve)));
        return new SweepRecord(
                json.path("title").asString(name),
                RunReader.status(json),
                keys,
                abscissa.isString() ? abscissa.stringValue() : null,
                json.path("abscissa_unit").asString(""),
                marks,
                points,
                results,
                curves,
                study,
                json.path("seconds").asDouble(Double.NaN));
    }

    private static SweepRecord.Point point(JsonNode json, JsonNode abscissa) {
        JsonNode x = json.path("values").path(abscissa.asString(""));
        var reasons = new ArrayList<String>();
        json.path("reasons").forEach(reason -> reasons.add(reason.asString("")));
        var results = new ArrayList<Result>();
        json.path("estimates").forEach(estimate -> results.add(Result.of(estimate)));
        return new SweepRecord.Point(
                json.path("folder").asString(""),
                values(json),
                x.isNumber() ? x.asDouble() : Double.NaN,
                json.path("status").asString(""),
                json.path("converged").asBoolean(false),
                reasons,
                results);
    }

    private static SweepRecord.Curve curve(JsonNode json) {
        return new SweepRecord.Curve(
                json.path("name").asString(""),
                values(json),
                new Series(numbers(json.path("x")), numbers(json.path("y"))));
    }

    private static Map<String, String> values(JsonNode json) {
        var values = new LinkedHashMap<String, String>();
        json.path("values").properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            values.put(entry.getKey(), value.isString() ? value.stringValue() : value.toString());
        });
        return values;
    }

    private static double[] numbers(JsonNode list) {
        var numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = list.get(i).asDouble(Double.NaN);
        }
        return numbers;
    }
}
