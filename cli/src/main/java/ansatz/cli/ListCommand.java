package ansatz.cli;

import ansatz.schema.RecordType;
import ansatz.schema.Schema;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `ansatz list`.
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "List what a study can name: problems, models, samplers, optimisers.",
        footer = {"", "Example:", "  ansatz list"})
final class ListCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    ListCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Roles.of(Schema.installed()).forEach((role, types) -> print(out, role, types));
        out.println("ansatz describe NAME tells more of each, and of each key");
        return ExitStatus.DONE;
    }

    private static void print(PrintWriter out, String role, List<RecordType> types) {
        out.println(role);
        int width = types.stream().mapToInt(type -> type.name().length()).max().orElse(0);
        for (RecordType type : types) {
            out.println("  " + type.name() + " ".repeat(width - type.name().length()) + "  " + type.summary());
        }
        out.println();
    }
}
