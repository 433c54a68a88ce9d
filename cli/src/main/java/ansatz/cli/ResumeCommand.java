package ansatz.cli;

import ansatz.study.SweepRunner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ansatz resume`.
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Go on with a run or a sweep that was interrupted or killed, bit for bit, from its last checkpoint.",
            "",
            "With --set it goes on as if the changed study had been run from the start, a finished run too: with more steps,"
                    + " or with fewer than planned though not than made; with another evaluation or other observables;"
                    + " with more draws of a thermal study, other temperatures to reweight to; with a longer duration of an"
                    + " evolution, its points at the same distance. What the steps made depend on cannot change. The"
                    + " study and the result so far stay in the folder as study-1.toml and result-1.json."
        },
        footer = {
            "",
            "Examples:",
            "  ansatz resume runs/ising-chain-1",
            "  ansatz resume runs/ising-chain-1 --set steps=4000",
            "  ansatz resume runs/ising-chain-1 --set 'observables=[\"correlation\"]'"
        })
final class ResumeCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", description = "The folder of the run.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path run;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A key of the study that changes from here on; can be repeated.")
    private List<String> settings = new ArrayList<>();

    @Mixin
    private final RunOptions options = new RunOptions();

    ResumeCommand() {}

    @Override
    public Integer call() {
        return options.run(
                spec,
                schema -> runner -> SweepRunner.isSweep(run)
                        ? Ending.of(new SweepRunner(runner).resume(run, settings))
                        : Ending.of(runner.resume(run, settings)));
    }
}
