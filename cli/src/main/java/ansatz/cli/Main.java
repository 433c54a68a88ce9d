package ansatz.cli;

import ansatz.schema.InvalidInput;
import ansatz.study.ComputationFailed;
import ansatz.study.Machine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The entry point: `ansatz COMMAND`. Whatever goes wrong is told in lines, never by a stack trace.
@Command(
        name = "ansatz",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Machine learning for the physical sciences: every number with its error bar.",
        subcommands = {
            RunCommand.class,
            ResumeCommand.class,
            ListCommand.class,
            DescribeCommand.class,
            ReportCommand.class,
            PredictCommand.class,
            DataCommand.class,
            DoctorCommand.class,
            CompletionCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  ansatz run studies/ising-chain.toml",
            "  ansatz run studies/ising-chain.toml --set problem.field=0.5 --seed 7",
            "  ansatz run examples/IsingChain.java",
            "  ansatz resume runs/ising-chain-1",
            "  ansatz describe ising",
            "",
            "Exit status: 0 done, 2 bad input, 3 the computation failed, 4 done but not converged, 130 interrupted."
        })
public final class Main implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /// Runs the command line and exits with its status.
    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true);
        PrintWriter err = new PrintWriter(System.err, true);
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> internal(e, err));
        int status;
        try {
            status = execute(out, err, args);
        } catch (Throwable e) { // an Error too: a person gets a line and a file, not a stack trace
            status = internal(e, err);
        }
        out.flush();
        err.flush();
        System.exit(status);
    }

    /// Runs the command line.
    ///
    /// @param out for results
    /// @param err for progress and errors
    /// @return the exit status
    static int execute(PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((e, given) -> badUsage(e, err))
                .setExecutionExceptionHandler((e, command, given) -> failed(e, err))
                .execute(args);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static int badUsage(ParameterException e, PrintWriter err) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        String line = String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " ");
        err.println("ansatz: " + line + "; see " + command + " --help");
        return ExitStatus.BAD_INPUT;
    }

    private static int failed(Exception e, PrintWriter err) {
        return switch (e) {
            case InvalidInput input -> {
                input.lines().forEach(err::println);
                yield ExitStatus.BAD_INPUT;
            }
            case ComputationFailed computation -> {
                err.println(computation.getMessage());
                yield ExitStatus.FAILED;
            }
            default -> internal(e, err);
        };
    }

    /// Tells a fault of Ansatz itself in one line, and keeps the stack trace in a file for whoever mends it.
    static int internal(Throwable e, PrintWriter err) {
        String line = "ansatz: internal error: " + oneLine(e);
        try {
            Path details = Files.createTempFile("ansatz-error-", ".txt");
            try (PrintWriter file = new PrintWriter(Files.newBufferedWriter(details))) {
                file.println("ansatz " + Machine.version() + " on JDK " + Runtime.version());
                e.printStackTrace(file);
            }
            err.println(line + "; the details are in " + details);
        } catch (IOException unwritable) {
            err.println(line + "; the details could not be written to the folder for temporary files");
        }
        return ExitStatus.FAILED;
    }

    /// The kind of an exception and its message, on one line.
    static String oneLine(Throwable e) {
        String message = e.getMessage();
        return e.getClass().getSimpleName()
                + (message == null ? "" : ": " + message.strip().replaceAll("\\s+", " "));
    }
}
