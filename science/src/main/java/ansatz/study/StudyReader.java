package ansatz.study;

import ansatz.schema.InvalidInput;
import ansatz.schema.Problems;
import ansatz.schema.Schema;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.toml.TomlFactory;
import tools.jackson.dataformat.toml.TomlMapper;

/// Reads a study from TOML. Reading never executes code and never makes a file.
public final class StudyReader {
    /// The version of the study files that are written and read; older ones are read too.
    public static final int SCHEMA_VERSION = 1;

    /// The type of a study that does not name one.
    public static final String DEFAULT_TYPE = "ground-state";

    /// No study is longer than this many bytes: a file above it is something else.
    private static final long LONGEST = 1 << 20;

    private final Schema schema;
    // Locations tell line and column only; the text itself must not come into the message.
    private final TomlMapper toml = TomlMapper.builder(TomlFactory.builder()
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .build();

    /// @param schema the types that a study can name
    public StudyReader(Schema schema) {
        this.schema = schema;
    }

    /// Reads a study.
    ///
    /// @param file the TOML file
    /// @param settings what takes precedence over the file, each `key=value` with the value in TOML; a plain word
    /// need not be quoted
    /// @throws InvalidInput with everything that is wrong, one line each
    public Study read(Path file, List<String> settings) {
        return read(file.toString(), text(file), settings);
    }

    /// Reads a study.
    ///
    /// @param source what to call the text in messages
    /// @param text the study as TOML
    /// @param settings what takes precedence over the text, each `key=value`
    /// @throws InvalidInput with everything that is wrong, one line each
    public Study read(String source, String text, List<String> settings) {
        return draft(source, text, settings).study();
    }

    /// The text of a file.
    ///
    /// @throws InvalidInput if it cannot be read or is no text
    static String text(Path file) {
        String source = file.toString();
        byte[] bytes;
        try {
            if (Files.isDirectory(file)) {
                throw new InvalidInput(source + ": is a folder; a study is a TOML file");
            }
            if (!Files.exists(file)) {
                throw new InvalidInput(source + ": there is no such file");
            }
            if (Files.size(file) > LONGEST) {
                throw new InvalidInput(source + ": has " + Files.size(file) + " bytes; a study has at most " + LONGEST);
            }
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new InvalidInput(source + ": cannot be read: " + Disk.reason(e));
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidInput(source + ": is not UTF-8 text; a study is a TOML file in UTF-8");
        }
    }

    /// A study as the tree of its keys, before it is known whether they mean one.
    Draft draft(String source, String text, List<String> settings) {
        ObjectNode tree = parse(source, text);
        Map<String, String> origins = new LinkedHashMap<>();
        List<String> lines = new ArrayList<>();
        for (String setting : settings) {
            try {
                origins.put(set(tree, setting), "--set " + setting);
            } catch (InvalidInput e) {
                lines.addAll(e.lines());
            }
        }
        checkVersion(source, tree);
        return new Draft(source, tree, origins, lines);
    }

    /// The keys of a study, of which some may stand in the place of those of the file.
    final class Draft {
        private final String source;
        private final ObjectNode tree;
        /// What a key that was set is called in messages.
        private final Map<String, String> origins;

        private final List<String> lines;

        private Draft(String source, ObjectNode tree, Map<String, String> origins, List<String> lines) {
            this.source = source;
            this.tree = tree;
            this.origins = origins;
            this.lines = lines;
        }

        String source() {
            return source;
        }

        ObjectNode tree() {
            return tree;
        }

        /// The tree of another text, in the place of this one in messages.
        ObjectNode parse(String text) {
            return StudyReader.this.parse(source, text);
        }

        /// Whether a setting names this key.
        boolean sets(String key) {
            return origins.containsKey(key);
        }

        /// The same keys with some in place of those that stand there; their values are called `origin` in
        /// messages.
        Draft with(Map<String, JsonNode> values, String origin) {
            ObjectNode changed = tree.deepCopy();
            var names = new LinkedHashMap<>(origins);
            var all = new ArrayList<>(lines);
            values.forEach((key, value) -> {
                try {
                    put(changed, key, value, origin);
                    names.put(key, origin);
                } catch (InvalidInput e) {
                    all.addAll(e.lines());
                }
            });
            return new Draft(source, changed, names, all);
        }

        /// What the keys mean.
        ///
        /// @throws InvalidInput with everything that is wrong, one line each
        Study study() {
            if (tree.has(SweepReader.TABLE)) {
                throw new InvalidInput(
                        source + ": " + SweepReader.TABLE + " stands for several studies, where one is asked for");
            }
            var wrong = new ArrayList<>(lines);
            Problems problems = (key, problem) -> wrong.add(origin(origins, source, key) + ": " + key + " " + problem);
            Object study = new Binder(schema, problems).study(tree);
            if (wrong.isEmpty() && study instanceof Record record) {
                schema.check(record, problems);
            }
            if (!wrong.isEmpty()) {
                throw new InvalidInput(wrong);
            }
            if (study instanceof Study good) {
                return good;
            }
            throw new IllegalStateException("a study without a problem in it was not bound: " + source);
        }
    }

    private static String origin(Map<String, String> origins, String source, String key) {
        String found = source;
        for (Map.Entry<String, String> origin : origins.entrySet()) {
            if (key.equals(origin.getKey()) || key.startsWith(origin.getKey() + ".")) {
                found = origin.getValue();
            }
        }
        return found;
    }

    ObjectNode parse(String source, String text) {
        try {
            if (text.isBlank()) {
                return toml.createObjectNode(); // for which the mapper has a missing node
            }
            JsonNode tree = toml.readTree(text);
            if (tree instanceof ObjectNode object) {
                return object;
            }
            throw new InvalidInput(source + ": is not a table of keys");
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            String place = at == null || at.getLineNr() < 1 ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr();
            throw new InvalidInput(source + place + ": " + oneLine(e.getOriginalMessage()));
        }
    }

    private void checkVersion(String source, ObjectNode tree) {
        JsonNode version = tree.remove("schema");
        if (version == null) {
            return;
        }
        if (!version.isIntegralNumber() || version.asLong(0) < 1) {
            throw new InvalidInput(source + ": schema is " + Binder.show(version) + "; it must be an integer from 1 to "
                    + SCHEMA_VERSION);
        }
        if (version.bigIntegerValue().compareTo(BigInteger.valueOf(SCHEMA_VERSION)) > 0) {
            throw new InvalidInput(source + ": schema is " + version + ", but this version of Ansatz reads up to "
                    + SCHEMA_VERSION + "; use a newer Ansatz");
        }
    }

    /// Puts a setting into the tree and returns its key.
    private String set(ObjectNode tree, String setting) {
        int equals = setting.indexOf('=');
        if (equals < 1 || equals == setting.length() - 1) {
            throw new InvalidInput("--set " + setting + ": is not key=value, such as optimizer.rate=0.05");
        }
        String key = setting.substring(0, equals).strip();
        String value = setting.substring(equals + 1).strip();
        put(tree, key, value(tree, setting, value), "--set " + setting);
        return key;
    }

    /// Puts a value at a key whose levels are joined by dots.
    private static void put(ObjectNode tree, String key, JsonNode value, String origin) {
        List<String> path = List.of(key.split("\\.", -1));
        if (path.stream().anyMatch(String::isBlank)) {
            throw new InvalidInput(origin + ": " + key + " is not a key; its levels are joined by dots");
        }
        ObjectNode table = tree;
        for (String level : path.subList(0, path.size() - 1)) {
            JsonNode next = table.get(level);
            if (next == null) {
                next = table.putObject(level);
            }
            if (!(next instanceof ObjectNode child)) {
                throw new InvalidInput(
                        origin + ": " + level + " is " + Binder.show(next) + " and has no keys below it");
            }
            table = child;
        }
        table.set(path.getLast(), value);
    }

    /// The value of a setting: TOML, or a plain word.
    private JsonNode value(ObjectNode tree, String setting, String text) {
        String problem = "--set " + setting.replaceAll("\\p{Cntrl}", " ") + ": the value is not TOML";
        try {
            JsonNode parsed = toml.readTree("value = " + text);
            if (parsed.size() != 1) {
                throw new InvalidInput(problem);
            }
            return parsed.get("value");
        } catch (JacksonException e) {
            if (text.matches("[A-Za-z][A-Za-z0-9 _-]*")) {
                return tree.stringNode(text);
            }
            throw new InvalidInput(problem);
        }
    }

    private static String oneLine(String message) {
        return message.strip().replaceAll("\\s+", " ");
    }
}
