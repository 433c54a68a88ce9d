package ansatz.cli;

import ansatz.schema.InvalidInput;
import ansatz.schema.Schema;
import ansatz.study.Disk;
import ansatz.study.Prediction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ansatz predict`.
@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Predict new rows with the model that a run has fitted, as comma-separated values.",
        footer = {"", "Example:", "  ansatz predict runs/diabetes-1 new-patients.csv --out predicted.csv"})
final class PredictCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "RUN", description = "The folder of the run of a fit.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path run;

    @Parameters(index = "1", paramLabel = "FILE", description = "New rows, in the format of the run's data.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path file;

    @Option(names = "--out", paramLabel = "FILE", description = "A new file (default: standard output).")
    private @Nullable Path out;

    PredictCommand() {}

    @Override
    public Integer call() {
        var err = spec.commandLine().getErr();
        String table = Prediction.of(Schema.installed(), run, file, err::println);
        if (out == null) {
            spec.commandLine().getOut().print(table);
            spec.commandLine().getOut().flush();
            return ExitStatus.DONE;
        }
        try {
            if (Files.exists(out)) {
                throw new FileAlreadyExistsException(out.toString());
            }
            Disk.LOCAL.replace(out, table.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new InvalidInput(out + ": cannot be written: " + Disk.reason(e));
        }
        return ExitStatus.DONE;
    }
}
