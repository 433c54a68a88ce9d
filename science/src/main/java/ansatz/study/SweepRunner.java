package ansatz.study;

import ansatz.schema.InvalidInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Carries out a sweep in a folder: study.toml, a folder point-N for the run of each point, result.json with a row
/// a
/// point, and what the reporter adds. Points run one after the other; one that fails does not stop the others. The
/// results so far are written after each point, and after a crash at any moment [#resume] goes on bit for bit.
public final class SweepRunner {
    private final Runner runner;
    private final JsonMapper mapper =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /// @param runner carries out the points
    public SweepRunner(Runner runner) {
        this.runner = runner;
    }

    /// Whether a folder is that of a sweep, by its study.
    public static boolean isSweep(Path folder) {
        try {
            String study = new String(Files.readAllBytes(folder.resolve(RunFolder.STUDY)), StandardCharsets.UTF_8);
            return study.lines().anyMatch(("[" + SweepReader.TABLE + "]")::equals);
        } catch (IOException e) {
            return false; // whoever reads the folder as a run says what is wrong with it
        }
    }

    /// Carries out a sweep in a new folder.
    ///
    /// @param sweep the sweep
    /// @param source where the sweep comes from, for messages
    /// @param destination the folder
    /// @throws InvalidInput if the memory or the folder do not allow it; nothing is left behind then
    public SweepCompletion run(Sweep sweep, String source, Destination destination) {
        checkMemory(sweep, source);
        byte[] toml = sweep.toml(runner.schema()).getBytes(StandardCharsets.UTF_8);
        try (RunFolder folder = RunFolder.make(destination)) {
            try {
                runner.disk().replace(folder.file(RunFolder.STUDY), toml);
            } catch (IOException e) {
                folder.discard();
                throw new InvalidInput(folder.path() + ": cannot be written to: " + Disk.reason(e));
            }
            return carryOut(sweep, source, folder);
        }
    }

    /// Goes on with a sweep that was stopped: finished points are kept, the one at which it was stopped goes on
    /// from its last whole checkpoint, the others follow.
    ///
    /// @throws InvalidInput if the folder is not that of a run, another process works in it, or its files are of a
    /// newer version
    public SweepCompletion resume(Path path) {
        return resume(path, List.of());
    }

    /// Goes on with a sweep, with some keys of all its points changed, as [Runner#resume(Path, List)] does with a
    /// run.
    ///
    /// @param settings each `key=value`
    /// @throws InvalidInput if a key cannot change; nothing is changed then
    public SweepCompletion resume(Path path, List<String> settings) {
        try (RunFolder folder = RunFolder.open(path)) {
            var reader = new SweepReader(runner.schema());
            Path file = folder.file(RunFolder.STUDY);
            Sweep sweep = reader.read(file, settings);
            checkMemory(sweep, path.toString());
            if (!settings.isEmpty()) {
                change(folder, reader.read(file, List.of()), sweep);
            }
            return carryOut(sweep, path.toString(), folder);
        }
    }

    private void change(RunFolder folder, Sweep before, Sweep sweep) {
        if (!sweep.samePoints(before)) {
            throw new InvalidInput(
                    folder.path() + ": the points of a sweep stay as they are when it goes on; begin anew"
                            + " with: ansatz run " + folder.file(RunFolder.STUDY) + " --set ...");
        }
        for (SweepCompletion.Row row : rows(sweep, folder)) {
            if (Files.exists(row.folder().resolve(RunFolder.STUDY))) {
                runner.requirePossible(row.folder(), row.point().study());
            }
        }
        try {
            runner.disk()
                    .replace(
                            folder.file(RunFolder.STUDY),
                            sweep.toml(runner.schema()).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new InvalidInput(folder.path() + ": cannot be written to: " + Disk.reason(e));
        }
    }

    private static void checkMemory(Sweep sweep, String source) {
        for (Sweep.Point point : sweep.points()) {
            Runner.checkMemory(source + ": point " + point.number(), point.study());
        }
    }

    private SweepCompletion carryOut(Sweep sweep, String source, RunFolder folder) {
        List<SweepCompletion.Row> rows = rows(sweep, folder);
        int n = rows.size();
        var json = new SweepJson(mapper, sweep);
        for (int k = 0; k < n; k++) {
            SweepCompletion.Row row = rows.get(k);
            SweepCompletion.Row finished = finished(row);
            if (finished == null) {
                if (runner.stopped()) {
                    return write(sweep, json, folder, rows, interrupted(rows, folder));
                }
                runner.watcher().point(sweep, row.point());
                finished = carryOut(row, source);
            }
            rows.set(k, finished);
            if (finished.status() == Completion.Status.INTERRUPTED) {
                return write(sweep, json, folder, rows, interrupted(rows, folder));
            }
            if (k < n - 1) {
                write(sweep, json, folder, rows, "");
            }
        }
        return write(sweep, json, folder, rows, failures(rows));
    }

    /// A row for each point, without a result.
    private static List<SweepCompletion.Row> rows(Sweep sweep, RunFolder folder) {
        int digits = Integer.toString(sweep.points().size()).length();
        var rows = new ArrayList<SweepCompletion.Row>();
        for (Sweep.Point point : sweep.points()) {
            Path path = folder.file(String.format(Locale.ROOT, "point-%0" + digits + "d", point.number()));
            rows.add(new SweepCompletion.Row(point, path, null, List.of(), List.of(), 0));
        }
        return rows;
    }

    private SweepCompletion.Row carryOut(SweepCompletion.Row row, String source) {
        Sweep.Point point = row.point();
        try {
            Completion completion;
            if (Files.exists(row.folder().resolve(RunFolder.STUDY))) {
                completion = runner.resume(row.folder(), point.study());
            } else {
                RunFolder.deleteTree(row.folder()); // it was killed before its study was written
                completion = runner.run(point.study(), source, Destination.folder(row.folder()));
            }
            Outcome outcome = completion.outcome() == null ? Outcome.NONE : completion.outcome();
            List<String> reasons = new ArrayList<>(outcome.doubts());
            if (completion.status() == Completion.Status.FAILED) {
                reasons.add(completion.message());
            }
            return new SweepCompletion.Row(
                    point, row.folder(), completion.status(), outcome.results(), reasons, completion.seconds());
        } catch (InvalidInput e) {
            return new SweepCompletion.Row(point, row.folder(), Completion.Status.FAILED, List.of(), e.lines(), 0);
        }
    }

    /// The row of a point that has its result, null if it has none yet or failed.
    private SweepCompletion.@Nullable Row finished(SweepCompletion.Row row) {
        Path file = row.folder().resolve(RunFolder.RESULT);
        if (!Files.exists(file)) {
            return null;
        }
        try {
            if (!runner.isOf(row.folder(), row.point().study())) {
                return null; // the sweep was changed since
            }
        } catch (InvalidInput e) {
            return null; // going on with it says what is wrong
        }
        try {
            JsonNode json = mapper.readTree(Files.readAllBytes(file));
            if (json.path("schema").asInt(0) > RunJson.SCHEMA_VERSION) {
                throw new InvalidInput(file + ": has schema version " + json.path("schema")
                        + ", but this version of Ansatz reads up to " + RunJson.SCHEMA_VERSION
                        + "; use a newer Ansatz");
            }
            for (Completion.Status status : List.of(Completion.Status.DONE, Completion.Status.NOT_CONVERGED)) {
                if (json.path("status").asString("").equals(status.word())) {
                    var results = new ArrayList<Result>();
                    json.path("estimates").forEach(estimate -> results.add(Result.of(estimate)));
                    var reasons = new ArrayList<String>();
                    json.path("reasons").forEach(reason -> reasons.add(reason.asString("")));
                    return new SweepCompletion.Row(
                            row.point(),
                            row.folder(),
                            status,
                            results,
                            reasons,
                            json.path("seconds").asDouble(0));
                }
            }
            return null;
        } catch (IOException | JacksonException e) {
            return null; // the run itself is there, and writes its result again
        }
    }

    /// Writes the results so far.
    private SweepCompletion write(
            Sweep sweep, SweepJson json, RunFolder folder, List<SweepCompletion.Row> rows, String message) {
        boolean whole = rows.stream()
                .allMatch(row ->
                        row.status() == Completion.Status.DONE || row.status() == Completion.Status.NOT_CONVERGED);
        List<Result> together = whole
                ? sweep.points()
                        .getFirst()
                        .study()
                        .together(rows.stream()
                                .map(row -> new Measured(row.point().study(), row.folder(), row.results()))
                                .toList())
                : List.of();
        var completion = new SweepCompletion(folder.path(), sweep, rows, together, message, null);
        try {
            String text = mapper.writeValueAsString(json.of(completion)) + "\n";
            runner.disk().replace(folder.file(RunFolder.RESULT), text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            runner.watcher()
                    .note(folder.path() + ": the results of the sweep cannot be written: " + Disk.reason(e)
                            + "; those of its points are there; make room, then: ansatz resume " + folder.path());
            return completion;
        }
        return new SweepCompletion(folder.path(), sweep, rows, together, message, runner.report(folder.path()));
    }

    private static String interrupted(List<SweepCompletion.Row> rows, RunFolder folder) {
        long done = rows.stream()
                .filter(row -> row.status() != null && row.status() != Completion.Status.INTERRUPTED)
                .count();
        return "interrupted after " + done + " of " + rows.size() + " points; go on with: ansatz resume "
                + folder.path();
    }

    private static String failures(List<SweepCompletion.Row> rows) {
        List<String> failed = rows.stream()
                .filter(row -> row.status() == Completion.Status.FAILED)
                .map(row -> String.join("; ", row.reasons()))
                .toList();
        return failed.isEmpty()
                ? ""
                : failed.size() + " of " + rows.size() + " points failed; the first: " + failed.getFirst();
    }
}
