package ansatz.cli;

import ansatz.schema.InvalidInput;
import ansatz.schema.Schema;
import ansatz.study.Completion;
import ansatz.study.Disk;
import ansatz.study.Environment;
import ansatz.study.Reporter;
import ansatz.study.Runner;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/// What `run` and `resume` have in common.
final class RunOptions {
    /// A run loses at most the steps of this time when it is killed.
    private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);

    /// More threads than any machine has are a slip of the keyboard.
    private static final int MOST_THREADS = 4096;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "How many threads to use (default: all processors). The result does not depend on it.")
    private @Nullable Integer threads;

    @Option(names = "--json", description = "Print the result as one JSON object; progress goes to standard error.")
    private boolean json;

    RunOptions() {}

    /// Whether any of these options is given.
    boolean given() {
        return threads != null || json;
    }

    /// Carries out what the command asks for, with progress on standard error and the result on standard output.
    ///
    /// @param work reads the study, before anything is made, and says what to do with the runner
    /// @return the exit status
    int run(CommandSpec spec, Function<Schema, Function<Runner, Completion>> work) {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            Schema schema = Schema.installed();
            Function<Runner, Completion> prepared = work.apply(schema);
            int count = threads();
            Terminal terminal = Terminal.ofStandardError();
            ProgressDisplay display = new ProgressDisplay(err, terminal);
            try (Interruption interruption = new Interruption()) {
                Runner runner = new Runner(
                        schema,
                        new Environment(count, KernelNames.all()),
                        reporter(),
                        display,
                        interruption::requested,
                        CHECKPOINT_INTERVAL,
                        Disk.LOCAL);
                Completion completion = prepared.apply(runner);
                display.end();
                if (json) {
                    out.println(completion.json());
                } else if (completion.outcome() != null) {
                    out.print(ResultTable.of(completion, completion.outcome()));
                }
                if (!completion.message().isEmpty()) {
                    err.println(completion.message());
                }
                if (completion.outcome() == null && completion.report() != null) {
                    err.println("report   " + completion.report());
                }
                out.flush();
                err.flush();
                return interruption.end(ExitStatus.of(completion.status()));
            }
        } catch (InvalidInput e) {
            if (json) {
                out.println(Json.badInput(e.lines()));
            }
            throw e;
        } catch (OutOfMemoryError e) {
            err.println("ansatz: the memory of " + Runtime.getRuntime().maxMemory() / 1_000_000
                    + " MB does not suffice; give the JVM more with -Xmx, or make the study smaller");
            return ExitStatus.FAILED;
        }
    }

    private int threads() {
        if (threads == null) {
            return Runtime.getRuntime().availableProcessors();
        }
        if (threads < 1 || threads > MOST_THREADS) {
            throw new InvalidInput("--threads is " + threads + "; it must be an integer from 1 to " + MOST_THREADS);
        }
        return threads;
    }

    private static Reporter reporter() {
        return ServiceLoader.load(Reporter.class).findFirst().orElse(folder -> {
            throw new IOException("no module that writes reports is installed");
        });
    }
}
