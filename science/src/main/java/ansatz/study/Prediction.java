package ansatz.study;

import ansatz.data.DataFile;
import ansatz.data.Dataset;
import ansatz.engine.array.Array;
import ansatz.engine.parallel.Team;
import ansatz.schema.InvalidInput;
import ansatz.schema.Schema;
import ansatz.statistics.ErrorNotation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Predictions of the model that a run has fitted for the rows of a file.
public final class Prediction {
    private Prediction() {}

    /// A table as comma-separated values: a number with its error, by the model where it knows one of each row,
    /// else the
    /// mean error of the rows held out; or the most probable class with the probability of each. A row of the file
    /// a
    /// line.
    ///
    /// @param run the folder of the run
    /// @param file the new rows, in the format of the run's data; columns that the model does not need are ignored
    /// @param note takes what a person should know, such as a damaged checkpoint
    /// @throws InvalidInput if the run has no whole model, or the file has not the columns that it needs
    public static String of(Schema schema, Path run, Path file, Consumer<String> note) {
        if (!Files.isDirectory(run)) {
            throw new InvalidInput(run + ": there is no such folder of a run");
        }
        if (!(new StudyReader(schema).read(run.resolve(RunFolder.STUDY), List.of()) instanceof Learning fit)) {
            throw new InvalidInput(run + ": is not the run of a fit, and has no model to predict with");
        }
        FittedModel model = model(schema, run, fit, note);
        Dataset rows;
        try (Team team = Team.of(Environment.here().threads())) {
            DataFile format = fit.data() instanceof DataFile data ? data : DataFile.DEFAULTS;
            rows = format.read(file, team);
        }
        Array outputs = model.predict(rows);
        return model.classes().isEmpty() ? numbers(model, outputs, model.errors(rows)) : classes(model, outputs);
    }

    private static FittedModel model(Schema schema, Path run, Learning fit, Consumer<String> note) {
        try {
            Checkpoint checkpoint =
                    new Checkpoints(run, Disk.LOCAL).newest(Lineage.of(run, schema, fit), Long.MAX_VALUE, note::accept);
            if (checkpoint == null || !checkpoint.state().has(FittedModel.PART)) {
                throw new InvalidInput(run + ": has no fitted model yet; finish the run by ansatz resume " + run);
            }
            return FittedModel.of(checkpoint.state().part(FittedModel.PART));
        } catch (IOException e) {
            throw new InvalidInput(run + ": cannot be read: " + Disk.reason(e));
        } catch (InvalidInput e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new InvalidInput(run + ": the model does not fit this version: " + e.getMessage());
        }
    }

    private static String numbers(FittedModel model, Array outputs, double[] errors) {
        String unit = model.unit().isEmpty() ? "" : " [" + model.unit() + "]";
        var text = new StringBuilder(cell(model.target() + unit) + ",error\n");
        for (int i = 0; i < errors.length; i++) {
            text.append(ErrorNotation.plain(outputs.values()[i]))
                    .append(',')
                    .append(ErrorNotation.plain(errors[i]))
                    .append('\n');
        }
        return text.toString();
    }

    private static String classes(FittedModel model, Array outputs) {
        int k = model.classes().size();
        var text = new StringBuilder(cell(model.target()))
                .append(',')
                .append(model.classes().stream()
                        .map(name -> cell("probability of " + name))
                        .collect(Collectors.joining(",")))
                .append('\n');
        for (int i = 0; i < outputs.shape().extent(0); i++) {
            int best = 0;
            for (int c = 1; c < k; c++) {
                best = outputs.get(i, c) > outputs.get(i, best) ? c : best;
            }
            text.append(cell(model.classes().get(best)));
            for (int c = 0; c < k; c++) {
                text.append(',').append(ErrorNotation.plain(outputs.get(i, c)));
            }
            text.append('\n');
        }
        return text.toString();
    }

    /// Quoted where it would be read otherwise.
    private static String cell(String text) {
        return text.matches("[^,\"\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
