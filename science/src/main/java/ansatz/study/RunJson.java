package ansatz.study;

import ansatz.schema.Reference;
import ansatz.statistics.Check;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The JSON that a run writes: a line of metrics.jsonl, and result.json. A number that is not finite is null there,
/// since JSON has no such numbers.
final class RunJson {
    /// The version of result.json and of metrics.jsonl.
    static final int SCHEMA_VERSION = 1;

    private final JsonMapper mapper;

    RunJson(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /// The first line of metrics.jsonl.
    String header(Study study) {
        ObjectNode line = mapper.createObjectNode();
        line.put("schema", SCHEMA_VERSION);
        line.put("title", study.title());
        line.put("seed", study.seed());
        return line.toString();
    }

    /// The line of metrics.jsonl for a step. It holds nothing that depends on the clock, so that two runs of one
    /// study give the same file.
    String line(Progress progress) {
        ObjectNode line = mapper.createObjectNode();
        line.put("phase", progress.phase());
        line.put("step", progress.step());
        line.put("steps", progress.steps());
        for (Measurement measurement : progress.measurements()) {
            number(line, measurement.name(), measurement.value());
            if (!Double.isNaN(measurement.error())) {
                number(line, measurement.name() + "_error", measurement.error());
            }
        }
        return line.toString();
    }

    /// The line of metrics.jsonl before the first step of a phase: the unit of everything that is measured in it
    /// and
    /// has one. The error of a quantity has the unit of the quantity.
    String units(Progress progress) {
        ObjectNode line = mapper.createObjectNode();
        line.put("phase", progress.phase());
        ObjectNode units = line.putObject("units");
        for (Measurement measurement : progress.measurements()) {
            if (!measurement.unit().isEmpty()) {
                units.put(measurement.name(), measurement.unit());
            }
        }
        return line.toString();
    }

    /// The content of result.json.
    ///
    /// @param status how the run ended
    /// @param outcome the result, without estimates if the run failed
    /// @param failures what went wrong, empty if nothing
    ObjectNode result(Study study, Completion.Status status, Outcome outcome, List<String> failures, double seconds) {
        ObjectNode json = mapper.createObjectNode();
        json.put("schema", SCHEMA_VERSION);
        json.put("title", study.title());
        json.put("status", status.word());
        json.put("converged", status == Completion.Status.DONE);
        ArrayNode reasons = json.putArray("reasons");
        outcome.doubts().forEach(reasons::add);
        failures.forEach(reasons::add);
        ArrayNode checks = json.putArray("checks");
        for (Check check : outcome.verdict().checks()) {
            ObjectNode entry = checks.addObject();
            entry.put("subject", check.subject());
            entry.put("quantity", check.quantity());
            entry.put("found", check.found());
            entry.put("legal", check.legal());
            entry.put("passed", check.passed());
        }
        ArrayNode estimates = json.putArray("estimates");
        for (Result result : outcome.results()) {
            estimate(estimates.addObject(), result);
        }
        if (!outcome.curves().isEmpty()) {
            curves(json.putArray("curves"), outcome.curves());
        }
        json.put("seconds", seconds);
        number(json, "peak_memory_bytes", Machine.peakMemory());
        json.put("seed", study.seed());
        return json;
    }

    private static void curves(ArrayNode json, List<Curve> curves) {
        for (Curve curve : curves) {
            ObjectNode entry = json.addObject();
            entry.put("name", curve.name());
            entry.put("axis", curve.axis());
            entry.put("axis_unit", curve.unit());
            ArrayNode points = entry.putArray("points");
            for (Curve.Point point : curve.points()) {
                ObjectNode estimate = points.addObject();
                number(estimate, "position", point.value());
                ArrayNode vector = estimate.putArray("vector");
                point.vector().forEach(vector::add);
                estimate(estimate, point.result());
            }
        }
    }

    static void estimate(ObjectNode json, Result result) {
        json.put("name", result.name());
        number(json, "mean", result.mean());
        number(json, "error", result.error());
        json.put("unit", result.unit());
        json.put("method", result.method());
        number(json, "tau", result.tau());
        number(json, "rhat", result.rhat());
        number(json, "ess", result.ess());
        Reference reference = result.reference();
        if (reference == null) {
            json.putNull("reference");
        } else {
            ObjectNode known = json.putObject("reference");
            known.put("kind", reference.kind().word());
            number(known, "value", reference.value());
            number(known, "error", reference.error());
            known.put("source", reference.source());
        }
    }

    /// The estimate that stands in result.json; what is missing there is NaN or empty.
    static Result result(JsonNode json) {
        JsonNode known = json.path("reference");
        Reference reference = known.isObject()
                ? new Reference(
                        number(known, "value"),
                        known.path("error").asDouble(0),
                        Reference.Kind.of(known.path("kind").asString("")),
                        known.path("source").asString(""))
                : null;
        return new Result(
                json.path("name").asString("unnamed"),
                number(json, "mean"),
                number(json, "error"),
                json.path("unit").asString(""),
                json.path("method").asString(""),
                number(json, "tau"),
                number(json, "rhat"),
                number(json, "ess"),
                reference);
    }

    /// NaN for null, which is how a file says that a number is not finite, and for what is missing.
    private static double number(JsonNode json, String key) {
        JsonNode value = json.path(key);
        return value.isNumber() ? value.asDouble() : Double.NaN;
    }

    static void number(ObjectNode json, String name, double value) {
        if (Double.isFinite(value)) {
            json.put(name, value);
        } else {
            json.putNull(name);
        }
    }
}
