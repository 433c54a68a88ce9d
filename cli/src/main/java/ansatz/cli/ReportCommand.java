package ansatz.cli;

import ansatz.schema.InvalidInput;
import ansatz.study.Disk;
import ansatz.study.Reporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ansatz report`.
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Write the report of a run again.",
        footer = {"", "Example:", "  ansatz report runs/ising-chain-1"})
final class ReportCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", description = "The folder of the run.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path run;

    ReportCommand() {}

    @Override
    public Integer call() {
        if (!Files.isDirectory(run)) {
            throw new InvalidInput(run + ": there is no such folder of a run");
        }
        Reporter reporter = ServiceLoader.load(Reporter.class)
                .findFirst()
                .orElseThrow(() -> new InvalidInput("ansatz: no module that writes reports is installed"));
        try {
            spec.commandLine().getOut().println(reporter.write(run));
            return ExitStatus.DONE;
        } catch (IOException e) {
            throw new InvalidInput(run + ": the report cannot be written: " + Disk.reason(e));
        }
    }
}
