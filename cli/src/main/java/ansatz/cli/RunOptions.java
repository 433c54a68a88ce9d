package ansatz.cli;

import ansatz.schema.InvalidInput;
import ansatz.schema.Schema;
import ansatz.study.Disk;
import ansatz.study.Environment;
import ansatz.study.Reporter;
import ansatz.study.Runner;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/// What `run` and `resume` have in common.
final class RunOptions {
    /// Longer than a run may be killed after, in seconds: a year.
    private static final double LONGEST_INTERVAL = 366 * 86_400.0;

    /// More threads than any machine has are a slip of the keyboard.
    private static final int MOST_THREADS = 4096;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "How many threads to use (default: all processors). The result does not depend on it.")
    private @Nullable Integer threads;

    @Option(names = "--json", description = "Print the result as one JSON object; progress goes to standard error.")
    private boolean json;

    // a text, since picocli would read a number with a comma in it
    @Option(
            names = "--checkpoint",
            paramLabel = "SECONDS",
            description = "The time between checkpoints, which is the most that a killed run loses (default: 10).")
    private String checkpoint = "10";

    RunOptions() {}

    /// Whether any of these options is given.
    boolean given() {
        return threads != null || json || !checkpoint.equals("10");
    }

    /// Carries out what the command asks for, with progress on standard error and the result on standard output.
    ///
    /// @param work reads the study, before anything is made, and says what to do with the runner
    /// @return the exit status
    int run(CommandSpec spec, Function<Schema, Function<Runner, Ending>> work) {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            Schema schema = Schema.installed();
            Function<Runner, Ending> prepared = work.apply(schema);
            int count = threads();
            Duration interval = interval();
            Terminal terminal = Terminal.ofStandardError();
            ProgressDisplay display = new ProgressDisplay(err, terminal);
            try (Interruption interruption = new Interruption()) {
                Runner runner = new Runner(
                        schema,
                        new Environment(count),
                        reporter(),
                        display,
                        interruption::requested,
                        interval,
                        Disk.LOCAL);
                Ending ending = prepared.apply(runner);
                display.end();
                out.print(json ? ending.json().get() + "\n" : ending.table());
                ending.messages().forEach(err::println);
                out.flush();
                err.flush();
                return interruption.end(ExitStatus.of(ending.status()));
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

    private Duration interval() {
        double seconds;
        try {
            seconds = Double.parseDouble(checkpoint);
        } catch (NumberFormatException e) {
            seconds = Double.NaN;
        }
        if (!(seconds >= 0 && seconds <= LONGEST_INTERVAL)) {
            throw new InvalidInput(String.format(
                    Locale.ROOT,
                    "--checkpoint is %s; it must be a number of seconds from 0 (after every step) to %.0f",
                    checkpoint,
                    LONGEST_INTERVAL));
        }
        return Duration.ofNanos((long) (seconds * 1e9));
    }

    private static Reporter reporter() {
        return ServiceLoader.load(Reporter.class).findFirst().orElse(folder -> {
            throw new IOException("no module that writes reports is installed");
        });
    }
}
