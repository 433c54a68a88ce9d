package ansatz.cli;

import ansatz.schema.InvalidInput;
import ansatz.study.Destination;
import ansatz.study.Study;
import ansatz.study.Sweep;
import ansatz.study.SweepReader;
import ansatz.study.SweepRunner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ansatz run`.
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Carry out a study, from a TOML file or from a Java file.",
        footer = {
            "",
            "A table [sweep] in the study has keys with a list of values each, such as \"problem.field\" = [0.5, 1.0]: every",
            "combination is a point, with a run of its own in a folder of the sweep. A --set of such a key ends its sweep.",
            "",
            "A Java file is compiled and run in this process; it sees the modules of Ansatz, and its arguments follow it.",
            "",
            "Examples:",
            "  ansatz run studies/ising-chain.toml",
            "  ansatz run studies/ising-chain.toml --set problem.lattice.length=40 --set optimizer.rate=0.05",
            "  ansatz run studies/ising-chain.toml --seed 3 --threads 2 --out runs/third",
            "  ansatz run studies/ising-chain.toml --json > result.json",
            "  ansatz run studies/ising-chain.toml --set sweep.problem.field=[0.5,1.0,1.5]",
            "  ansatz run examples/IsingChain.java"
        })
final class RunCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "STUDY", description = "A study (.toml) or a program (.java).")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path file;

    @Parameters(index = "1..*", paramLabel = "ARGUMENT", hidden = true, description = "Arguments of a Java program.")
    private List<String> arguments = new ArrayList<>();

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(names = "--seed", paramLabel = "N", description = "The seed, in place of the study's.")
    private @Nullable String seed;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The folder of the run: a new one (default: runs/<study>-<n>).")
    private @Nullable Path out;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A key of the study, in place of the file's; can be repeated.")
    private List<String> settings = new ArrayList<>();

    RunCommand() {}

    @Override
    public Integer call() {
        if (file.toString().endsWith(".java")) {
            return java();
        }
        if (!arguments.isEmpty()) {
            throw new InvalidInput("ansatz: " + arguments.getFirst()
                    + " is one file too many: run takes one study; only a Java program takes arguments");
        }
        List<String> all = new ArrayList<>(settings);
        if (seed != null) {
            all.add("seed=" + seed);
        }
        return options.run(spec, schema -> {
            Sweep sweep = new SweepReader(schema).read(file, all);
            if (sweep.keys().isEmpty()) {
                Study study = sweep.points().getFirst().study();
                return runner -> Ending.of(runner.run(study, file.toString(), destination()));
            }
            return runner -> Ending.of(new SweepRunner(runner).run(sweep, file.toString(), destination()));
        });
    }

    private int java() {
        if (seed != null || out != null || !settings.isEmpty() || options.given()) {
            throw new InvalidInput(file + ": a Java program takes no options; write them in the program");
        }
        return JavaProgram.run(file, arguments, spec.commandLine().getErr());
    }

    private Destination destination() {
        if (out != null) {
            return Destination.folder(out);
        }
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return Destination.next(Path.of("runs", dot > 0 ? name.substring(0, dot) : name));
    }
}
