package ansatz.cli;

import ansatz.study.SweepRunner;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ansatz resume`.
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Go on with a run or a sweep that was interrupted or killed, bit for bit, from its last checkpoint.",
        footer = {"", "Example:", "  ansatz resume runs/ising-chain-1"})
final class ResumeCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", description = "The folder of the run.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path run;

    @Mixin
    private final RunOptions options = new RunOptions();

    ResumeCommand() {}

    @Override
    public Integer call() {
        return options.run(
                spec,
                schema -> runner -> SweepRunner.isSweep(run)
                        ? Ending.of(new SweepRunner(runner).resume(run))
                        : Ending.of(runner.resume(run)));
    }
}
