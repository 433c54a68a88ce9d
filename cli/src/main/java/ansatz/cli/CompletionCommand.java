package ansatz.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ansatz completion`.
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Print a script that makes a shell complete the commands of ansatz.",
        footer = {
            "",
            "Examples:",
            "  source <(ansatz completion bash)",
            "  ansatz completion fish > ~/.config/fish/completions/ansatz.fish"
        })
final class CompletionCommand implements Callable<Integer> {
    /// The shells known.
    enum Shell {
        BASH,
        ZSH,
        FISH
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Shell shell;

    CompletionCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        CommandLine root = spec.root().commandLine();
        switch (shell) {
            // one script for both: it turns on zsh's emulation of bash completion by itself
            case BASH, ZSH -> out.println(AutoComplete.bash("ansatz", root));
            case FISH -> fish(out, root);
        }
        return ExitStatus.DONE;
    }

    private static void fish(PrintWriter out, CommandLine root) {
        for (Map.Entry<String, CommandLine> entry : root.getSubcommands().entrySet()) {
            CommandSpec command = entry.getValue().getCommandSpec();
            out.println("complete -c ansatz -n __fish_use_subcommand -a " + entry.getKey() + " -d "
                    + quote(String.join(" ", command.usageMessage().description())));
            for (OptionSpec option : command.options()) {
                StringBuilder line =
                        new StringBuilder("complete -c ansatz -n '__fish_seen_subcommand_from " + entry.getKey() + "'");
                for (String name : option.names()) {
                    line.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
                }
                if (option.arity().max() > 0) {
                    line.append(" -r");
                }
                out.println(line + " -d " + quote(String.join(" ", option.description())));
            }
        }
    }

    private static String quote(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
