import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Writes the single-precision twin of each class that works on doubles: `FloatX` for `X`, in the same package. Run
/// by the build before the compiler, from source:
///
///     java SinglePrecision.java SOURCES OUTPUT PACKAGE...
///
/// A class has a twin if its code speaks of doubles or of a class that has a twin; the others serve both
/// precisions.
/// A twin that stands in the sources is left alone: so the transcendental functions have a float version of their
/// own. What the sources may say to the generator, each in a `//` comment:
///
/// - `// double only: REASON` anywhere in a file: no twin, and no class with a twin may use it;
/// - `// double in both precisions` at the end of a line: the line is taken as it is.
///
/// Everything else follows from the tokens (see [#KEYWORDS] and [#BITS]): types, vectors, the symbols of BLAS, the
/// suffixes of literals, and, in files that take doubles apart, integers of 64 bits and the places of the exponent.
/// A token about doubles without a rule, a literal without a float and a comment in the wrong place are errors with
/// file and line, so that nothing is passed on unnoticed.
final class SinglePrecision {
    private static final String ONLY = "// double only:";
    private static final String BOTH = "// double in both precisions";

    /// Words with one meaning.
    private static final Map<String, String> KEYWORDS = Map.of(
            "double", "float",
            "Double", "Float",
            "DoubleVector", "FloatVector",
            "JAVA_DOUBLE", "JAVA_FLOAT",
            "reinterpretAsDoubles", "reinterpretAsFloats",
            "reinterpretAsLongs", "reinterpretAsInts");

    /// In files that take numbers apart: the integers of the same width, the lengths of exponent and fraction.
    private static final Map<String, String> BITS = Map.ofEntries(
            Map.entry("long", "int"),
            Map.entry("Long", "Integer"),
            Map.entry("LongVector", "IntVector"),
            Map.entry("doubleToRawLongBits", "floatToRawIntBits"),
            Map.entry("longBitsToDouble", "intBitsToFloat"),
            Map.entry("11", "8"),
            Map.entry("52", "23"),
            Map.entry("53", "24"),
            Map.entry("62", "30"),
            Map.entry("63", "31"),
            Map.entry("1022", "126"),
            Map.entry("1023", "127"),
            Map.entry("2046", "254"),
            Map.entry("2047L", "255"));

    private static final Set<String> BITS_FILES =
            Set.of("LongVector", "reinterpretAsLongs", "doubleToRawLongBits", "doubleToLongBits", "longBitsToDouble");

    /// Functions of `Math` that give a double whatever they are given.
    private static final Set<String> DOUBLE_FUNCTIONS = Set.of(
            "sqrt",
            "cbrt",
            "hypot",
            "exp",
            "expm1",
            "log",
            "log1p",
            "log10",
            "sin",
            "cos",
            "tan",
            "sinh",
            "cosh",
            "tanh",
            "asin",
            "acos",
            "atan",
            "atan2",
            "pow",
            "floor",
            "ceil",
            "rint",
            "random",
            "IEEEremainder");

    private static final Pattern TOKEN = Pattern.compile("""
            (?<comment>//[^\\n]*|/\\*.*?\\*/)\
            |(?<text>\"""(?:[^\\\\]|\\\\.)*?\"""|"(?:[^"\\\\\\n]|\\\\.)*"|'(?:[^'\\\\]|\\\\.)+')\
            |(?<number>0[xX][0-9a-fA-F_]*\\.?[0-9a-fA-F_]*[pP][+-]?\\d+[fFdD]?|0[xX][0-9a-fA-F_]+[lL]?|0[bB][01_]+[lL]?\
            |(?:\\d[\\d_]*\\.?[\\d_]*|\\.\\d[\\d_]*)(?:[eE][+-]?\\d+)?[fFdDlL]?)\
            |(?<word>[\\p{Alpha}_$][\\p{Alnum}_$]*)\
            |(?<space>\\s+)\
            |(?<other>.)""", Pattern.DOTALL);

    private enum Kind {
        COMMENT,
        TEXT,
        NUMBER,
        WORD,
        SPACE,
        OTHER
    }

    private record Token(Kind kind, String text, int line) {}

    /// @param foreign names that an import gives to classes of others
    private record Source(Path path, String type, List<Token> tokens, boolean only, Set<String> foreign) {
        boolean says(Set<String> words) {
            return tokens.stream()
                    .anyMatch(t -> t.kind == Kind.WORD && words.contains(t.text) && !foreign.contains(t.text));
        }

        String at(Token token) {
            return path + ":" + token.line + ": ";
        }
    }

    private final Map<String, Source> sources = new TreeMap<>();
    private final Set<String> byHand = new HashSet<>();
    private final Set<String> twins = new TreeSet<>();
    private final List<String> errors = new ArrayList<>();

    private SinglePrecision() {}

    /// @param arguments the folder of sources, the folder to write to, and the packages
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 3) {
            System.err.println("usage: java SinglePrecision.java SOURCES OUTPUT PACKAGE...");
            System.exit(2);
        }
        List<String> errors = new SinglePrecision()
                .run(
                        Path.of(arguments[0]),
                        Path.of(arguments[1]),
                        List.of(arguments).subList(2, arguments.length));
        if (!errors.isEmpty()) {
            errors.forEach(System.err::println);
            System.exit(1);
        }
    }

    private List<String> run(Path from, Path to, List<String> packages) throws IOException {
        for (String name : packages) {
            read(from.resolve(name.replace('.', '/')), packages);
        }
        chooseTwins();
        Map<Path, String> written = new HashMap<>();
        for (String type : twins) {
            if (!byHand.contains(type)) {
                Source source = sources.get(type);
                Path relative = from.relativize(source.path);
                written.put(to.resolve(relative).resolveSibling("Float" + type + ".java"), twin(source));
            }
        }
        if (errors.isEmpty()) {
            write(to, written);
        }
        return errors;
    }

    private void read(Path folder, List<String> packages) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path path : files.sorted().toList()) {
                String file = path.getFileName().toString();
                if (!file.endsWith(".java") || file.equals("package-info.java")) {
                    continue;
                }
                String type = file.substring(0, file.length() - 5);
                String text = Files.readString(path);
                List<Token> tokens = tokens(text);
                boolean only = tokens.stream().anyMatch(t -> t.kind == Kind.COMMENT && t.text.startsWith(ONLY));
                if (sources.put(type, new Source(path, type, tokens, only, foreign(text, packages))) != null) {
                    errors.add(path + ": there is another " + type + ", so that a twin would not be unique");
                }
            }
        }
    }

    private static Set<String> foreign(String text, List<String> packages) {
        Set<String> names = new HashSet<>();
        Matcher imports = Pattern.compile("(?m)^import ([\\w.]+)\\.(\\w+);").matcher(text);
        while (imports.find()) {
            if (!packages.contains(imports.group(1))) {
                names.add(imports.group(2));
            }
        }
        return names;
    }

    private static List<Token> tokens(String text) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        int line = 1;
        while (matcher.find()) {
            Kind kind = Kind.OTHER;
            for (Kind k : Kind.values()) {
                if (matcher.group(k.name().toLowerCase(java.util.Locale.ROOT)) != null) {
                    kind = k;
                }
            }
            tokens.add(new Token(kind, matcher.group(), line));
            line += (int) matcher.group().chars().filter(c -> c == '\n').count();
        }
        return tokens;
    }

    /// The classes that speak of doubles, then those that use one of these, and so on.
    private void chooseTwins() {
        for (String type : sources.keySet()) {
            if (type.startsWith("Float") && sources.containsKey(type.substring(5))) {
                byHand.add(type.substring(5));
            }
        }
        for (Source source : sources.values()) {
            if (!source.only && !source.type.startsWith("Float") && source.says(KEYWORDS.keySet())) {
                twins.add(source.type);
            }
        }
        boolean more = true;
        while (more) {
            more = false;
            for (Source source : sources.values()) {
                if (!source.only && !source.type.startsWith("Float") && source.says(twins)) {
                    more |= twins.add(source.type);
                }
            }
        }
    }

    private String twin(Source source) {
        boolean bits = source.says(BITS_FILES);
        Set<Integer> kept = kept(source);
        StringBuilder out = new StringBuilder("// Generated from " + source.type + ".java. Do not edit.\n");
        List<Token> tokens = source.tokens;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean keep = kept.contains(token.line);
            out.append(
                    switch (token.kind) {
                        case SPACE, OTHER -> token.text;
                        case COMMENT -> comment(token.text);
                        case TEXT -> token.text.replaceFirst("^\"cblas_d", "\"cblas_s");
                        case NUMBER -> keep ? token.text : number(source, token, bits);
                        case WORD -> keep && !twins.contains(token.text) ? token.text : word(source, i, bits);
                    });
        }
        return out.toString();
    }

    /// The lines that are taken as they are.
    private Set<Integer> kept(Source source) {
        Set<Integer> lines = new HashSet<>();
        for (Token token : source.tokens) {
            if (token.kind == Kind.COMMENT && token.text.startsWith(BOTH)) {
                boolean any = source.tokens.stream()
                        .anyMatch(t -> t.line == token.line && t.kind == Kind.WORD && KEYWORDS.containsKey(t.text));
                if (!any) {
                    errors.add(source.at(token) + "nothing on this line is a double");
                }
                lines.add(token.line);
            }
        }
        return lines;
    }

    private String comment(String text) {
        String twin = text.replaceAll("\\bdoubles\\b", "floats").replaceAll("\\bdouble\\b(?! (only|in both))", "float");
        Matcher link = Pattern.compile("\\[(\\w+)(?=[\\]#])").matcher(twin);
        return link.replaceAll(m -> "[" + (twins.contains(m.group(1)) ? "Float" : "") + m.group(1));
    }

    private String number(Source source, Token token, boolean bits) {
        String text = token.text;
        if (bits && BITS.containsKey(text)) {
            return BITS.get(text);
        }
        boolean hex = text.startsWith("0x") || text.startsWith("0X");
        boolean real =
                hex ? text.contains("p") || text.contains("P") : text.matches(".*[.eEdD].*") && !text.startsWith("0b");
        if (!real) {
            if (bits && text.matches(".*[lL]")) {
                errors.add(source.at(token) + "no rule for the bits " + text);
            }
            return text;
        }
        if (text.matches(".*[fF]") && !hex) {
            return text;
        }
        String digits = text.replaceAll("[dD]$", "").replace("_", "");
        double value = Double.parseDouble(digits);
        float twin = (float) value;
        if (Float.isInfinite(twin) || twin == 0 && value != 0) {
            errors.add(source.at(token) + "no float is near " + text);
        }
        return digits + "f";
    }

    private String word(Source source, int i, boolean bits) {
        Token token = source.tokens.get(i);
        String text = token.text;
        if (KEYWORDS.containsKey(text)) {
            return KEYWORDS.get(text);
        }
        if (bits && BITS.containsKey(text)) {
            return BITS.get(text);
        }
        if (source.foreign.contains(text)) {
            return text;
        }
        if (twins.contains(text)) {
            return "Float" + text;
        }
        Source other = sources.get(text);
        if (other != null && other.only) {
            errors.add(source.at(token) + text + " is for doubles only, " + source.type + " is not");
        }
        boolean capital = text.equals(text.toUpperCase(java.util.Locale.ROOT));
        if (!capital && (text.contains("Double") || text.startsWith("double"))) {
            errors.add(source.at(token) + "no rule for " + text);
        }
        if ((text.equals("Math") || text.equals("StrictMath"))
                && i + 2 < source.tokens.size()
                && DOUBLE_FUNCTIONS.contains(source.tokens.get(i + 2).text)) {
            return "(float) " + text;
        }
        return text;
    }

    /// Writes what has changed, so that the compiler sees only that, and removes what is no longer written.
    private static void write(Path folder, Map<Path, String> files) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<Path, String> file : files.entrySet()) {
            Path path = file.getKey();
            if (!Files.exists(path) || !Files.readString(path).equals(file.getValue())) {
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
        }
        try (Stream<Path> present = Files.walk(folder)) {
            for (Path path : present.filter(Files::isRegularFile).toList()) {
                if (!files.containsKey(path)) {
                    Files.delete(path);
                }
            }
        }
    }
}
