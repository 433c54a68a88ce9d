package ansatz.study;

import ansatz.schema.InvalidInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The pictures of a run in its folder, `pictures.json`. A number that is not finite is null there.
public final class PictureFile {
    static final String NAME = "pictures.json";
    private static final int SCHEMA_VERSION = 1;

    private PictureFile() {}

    static String json(List<Picture> pictures) {
        var mapper = new JsonMapper();
        var json = mapper.createObjectNode();
        json.put("schema", SCHEMA_VERSION);
        var list = json.putArray("pictures");
        for (Picture picture : pictures) {
            var entry = list.addObject();
            entry.put("title", picture.title());
            switch (picture) {
                case Picture.Chart chart -> {
                    entry.putPOJO("x", chart.x());
                    entry.putPOJO("y", chart.y());
                    var layers = entry.putArray("layers");
                    for (Picture.Layer layer : chart.layers()) {
                        var one = layers.addObject();
                        one.put("label", layer.label());
                        one.put("style", layer.style().name());
                        one.set("x", numbers(mapper, layer.x()));
                        one.set("y", numbers(mapper, layer.y()));
                        one.set("error", numbers(mapper, layer.error()));
                    }
                }
                case Picture.Matrix matrix -> {
                    entry.putPOJO("names", matrix.names());
                    entry.putPOJO("columns", matrix.columns());
                    entry.putPOJO("counts", matrix.counts());
                }
            }
        }
        return mapper.writeValueAsString(json) + "\n";
    }

    private static JsonNode numbers(JsonMapper mapper, double[] values) {
        var array = mapper.createArrayNode();
        for (double value : values) {
            if (Double.isFinite(value)) {
                array.add(value);
            } else {
                array.addNull();
            }
        }
        return array;
    }

    /// The pictures of a run; none if it has no file of them.
    ///
    /// @throws InvalidInput if the file is of a newer version
    /// @throws IOException if it cannot be read
    public static List<Picture> read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            return List.of();
        }
        JsonNode json;
        try {
            json = new JsonMapper().readTree(Files.readAllBytes(file));
        } catch (JacksonException e) {
            throw new IOException(file + " is not readable as JSON: " + e.getOriginalMessage(), e);
        }
        if (json.path("schema").asInt(0) > SCHEMA_VERSION) {
            throw new InvalidInput(file + ": is of version " + json.path("schema")
                    + ", and this Ansatz reads up to version " + SCHEMA_VERSION + "; use a newer Ansatz");
        }
        var pictures = new ArrayList<Picture>();
        for (JsonNode entry : json.path("pictures")) {
            String title = entry.path("title").asString("");
            if (entry.has("layers")) {
                var layers = new ArrayList<Picture.Layer>();
                for (JsonNode layer : entry.path("layers")) {
                    layers.add(new Picture.Layer(
                            layer.path("label").asString(""),
                            Picture.Style.valueOf(layer.path("style").asString("POINTS")),
                            numbers(layer.path("x")),
                            numbers(layer.path("y")),
                            numbers(layer.path("error"))));
                }
                pictures.add(new Picture.Chart(title, axis(entry.path("x")), axis(entry.path("y")), layers));
            } else {
                List<String> names = texts(entry.path("names"));
                // before there were columns, they were those of the rows
                List<String> columns = entry.has("columns") ? texts(entry.path("columns")) : names;
                var counts = new ArrayList<List<Double>>();
                for (JsonNode row : entry.path("counts")) {
                    var one = new ArrayList<Double>();
                    row.forEach(count -> one.add(count.asDouble(0)));
                    counts.add(one);
                }
                pictures.add(new Picture.Matrix(title, names, columns, counts));
            }
        }
        return pictures;
    }

    private static Picture.Axis axis(JsonNode json) {
        return new Picture.Axis(
                json.path("label").asString(""),
                json.path("unit").asString(""),
                json.path("logarithmic").asBoolean(false),
                texts(json.path("names")));
    }

    private static List<String> texts(JsonNode json) {
        var texts = new ArrayList<String>();
        json.forEach(text -> texts.add(text.asString("")));
        return texts;
    }

    private static double[] numbers(JsonNode json) {
        var values = new double[json.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = json.get(i).isNumber() ? json.get(i).asDouble() : Double.NaN;
        }
        return values;
    }
}
