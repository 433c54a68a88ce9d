package ansatz.study;

import java.util.LinkedHashSet;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The result.json of a sweep: a row a point, and the exact curves through them.
final class SweepJson {
    private final JsonMapper mapper;
    private final Sweep sweep;
    private final List<KnownCurve> known;

    SweepJson(JsonMapper mapper, Sweep sweep) {
        this.mapper = mapper;
        this.sweep = sweep;
        this.known = KnownCurve.of(sweep);
    }

    ObjectNode of(SweepCompletion completion) {
        Completion.Status status = completion.status();
        ObjectNode json = mapper.createObjectNode();
        json.put("schema", RunJson.SCHEMA_VERSION);
        json.put("title", sweep.title());
        json.put("status", status.word());
        json.put("converged", status == Completion.Status.DONE);
        ArrayNode reasons = json.putArray("reasons");
        for (SweepCompletion.Row row : completion.rows()) {
            row.reasons().forEach(reason -> reasons.add("point " + row.point().number() + ": " + reason));
        }
        ArrayNode keys = json.putArray("keys");
        sweep.keys().forEach(keys::add);
        String abscissa = sweep.abscissa();
        if (abscissa == null) {
            json.putNull("abscissa");
        } else {
            json.put("abscissa", abscissa);
            axis(json, abscissa);
        }
        ArrayNode points = json.putArray("points");
        completion.rows().forEach(row -> row(points.addObject(), row));
        ArrayNode estimates = json.putArray("estimates");
        completion.together().forEach(result -> RunJson.estimate(estimates.addObject(), result));
        ArrayNode curves = json.putArray("curves");
        known.forEach(curve -> curve(curves.addObject(), curve));
        json.put("seconds", completion.seconds());
        json.put("seed", sweep.points().getFirst().study().seed());
        return json;
    }

    /// The unit of the abscissa, and what is known along it: of several points that say the same once.
    private void axis(ObjectNode json, String abscissa) {
        var marks = new LinkedHashSet<Abscissa.Mark>();
        for (Sweep.Point point : sweep.points()) {
            point.study().abscissa(abscissa).ifPresent(axis -> {
                json.put("abscissa_unit", axis.unit());
                if (axis.mark() != null) {
                    marks.add(axis.mark());
                }
            });
        }
        ArrayNode array = json.putArray("abscissa_marks");
        for (Abscissa.Mark mark : marks) {
            array.addObject()
                    .put("label", mark.label())
                    .put("value", mark.at().value())
                    .put("source", mark.at().source());
        }
    }

    private void row(ObjectNode json, SweepCompletion.Row row) {
        json.put("point", row.point().number());
        json.put("folder", row.folder().getFileName().toString());
        ObjectNode values = json.putObject("values");
        sweep.values(row.point()).forEach(values::set);
        json.put("status", row.word());
        json.put("converged", row.status() == Completion.Status.DONE);
        ArrayNode reasons = json.putArray("reasons");
        row.reasons().forEach(reasons::add);
        ArrayNode estimates = json.putArray("estimates");
        for (Result result : row.results()) {
            RunJson.estimate(estimates.addObject(), result);
        }
        json.put("seconds", row.seconds());
    }

    private static void curve(ObjectNode json, KnownCurve curve) {
        json.put("name", curve.name());
        json.put("source", curve.source());
        ObjectNode values = json.putObject("values");
        curve.others().forEach(values::set);
        numbers(json.putArray("x"), curve.x());
        numbers(json.putArray("y"), curve.y());
    }

    private static void numbers(ArrayNode json, List<Double> values) {
        values.forEach(json::add);
    }
}
