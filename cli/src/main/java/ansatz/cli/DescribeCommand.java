package ansatz.cli;

import ansatz.schema.InvalidInput;
import ansatz.schema.KeyType;
import ansatz.schema.Nearest;
import ansatz.schema.RecordType;
import ansatz.schema.Schema;
import ansatz.schema.ValueType;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ansatz describe`.
@Command(
        name = "describe",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Tell what a type or a key of a study means: keys, units, defaults, legal ranges, exact answers, sources.",
        footer = {"", "Examples:", "  ansatz describe ising", "  ansatz describe field", "  ansatz describe problem"})
final class DescribeCommand implements Callable<Integer> {
    /// The table that every study may have, which is no key of a type.
    private static final String SWEEP = "sweep";

    private static final List<String> SWEEP_LINES = List.of(
            "sweep  (a table of any study)",
            "  The study at several values of its keys: one run a point, one report with each estimate against the key",
            "  \"problem.field\" = [0.5, 0.75, 1.0]               a key and its values",
            "  \"seed\" = [1, 2, 3]                               a second key: every combination, the last key fastest",
            "  \"problem.states, temperature\" = [[3, 0.99], [4, 0.91]]   keys that change together",
            "  ansatz run STUDY --set sweep.problem.field=[0.5,1.0]   sweeps without a table in the file");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /// The most characters of a column.
    private static final int WIDEST = 60;

    @Parameters(paramLabel = "NAME", description = "A type, a key, or a kind of types, as ansatz list shows them.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String name;

    DescribeCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (name.equals(SWEEP)) {
            SWEEP_LINES.forEach(out::println);
            return ExitStatus.DONE;
        }
        Schema schema = Schema.installed();
        Map<String, List<RecordType>> roles = Roles.of(schema);
        // A type may stand in several roles: it is described once.
        Map<RecordType, String> types = new LinkedHashMap<>();
        roles.forEach((role, members) -> members.forEach(type -> types.putIfAbsent(type, role)));

        boolean found = false;
        String last = name.substring(name.lastIndexOf('.') + 1);
        for (Map.Entry<RecordType, String> entry : types.entrySet()) {
            if (entry.getKey().name().equals(name) || entry.getValue().equals(name)) {
                describe(out, entry.getKey(), entry.getValue());
                found = true;
            }
        }
        for (RecordType type : types.keySet()) {
            KeyType key = type.key(last);
            boolean meant = key != null
                    && (last.equals(name)
                            || name.endsWith(type.name() + "." + last)
                            || name.endsWith(types.get(type) + "." + last));
            if (key != null && meant && !roles.containsKey(name)) {
                describe(out, type, key);
                found = true;
            }
        }
        if (!found) {
            throw unknown(types, roles.keySet());
        }
        return ExitStatus.DONE;
    }

    private static void describe(PrintWriter out, RecordType type, String role) {
        out.println(type.name() + "  (" + role + ")");
        out.println("  " + type.summary());
        if (!type.exact().isEmpty()) {
            out.println("  exact: " + type.exact());
        }
        if (!type.cite().isEmpty()) {
            out.println("  source: " + type.cite());
        }
        ResultTable.Table table = new ResultTable.Table();
        table.row("", "", "", "", "");
        for (KeyType key : type.keys()) {
            table.row("  " + key.name(), cut(fallback(key)), cut(key.type().words()), key.unit(), key.meaning());
        }
        out.print(table);
        out.println();
    }

    private static void describe(PrintWriter out, RecordType type, KeyType key) {
        out.println(type.name() + "." + key.name());
        out.println("  " + key.meaning());
        out.println("  unit: " + (key.unit().isEmpty() ? "none" : key.unit()));
        out.println("  " + fallback(key));
        out.println("  legal: " + key.type().words());
        if (key.type() instanceof ValueType.Open open) {
            out.println("  see: ansatz describe " + String.join(", ansatz describe ", open.names()));
        }
        out.println();
    }

    /// What is longer than a column of a table should be ends in dots; `ansatz describe TYPE.KEY` has it whole.
    private static String cut(String text) {
        return text.length() <= WIDEST ? text : text.substring(0, WIDEST - 4) + " ...";
    }

    private static String fallback(KeyType key) {
        if (!key.required() && key.fallback() != null) {
            return "default " + KeyType.show(key.fallback());
        }
        return "required" + (key.fallback() == null ? "" : ", such as " + KeyType.show(key.fallback()));
    }

    private InvalidInput unknown(Map<RecordType, String> types, Set<String> roles) {
        Set<String> known = new TreeSet<>(roles);
        known.add(SWEEP);
        types.keySet().forEach(type -> {
            known.add(type.name());
            type.keys().forEach(key -> known.add(key.name()));
        });
        String near = Nearest.to(name, known);
        return new InvalidInput("ansatz: " + name + " is not a type or a key of a study"
                + (near == null ? "; ansatz list shows all" : "; did you mean " + near + "?"));
    }
}
