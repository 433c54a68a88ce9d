package ansatz.study;

import ansatz.schema.InvalidInput;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// One process's work in the folder of a run: the metrics so far, the checkpoints, the clock.
final class Session implements AutoCloseable {
    private final RunFolder folder;
    private final Disk disk;
    private final Study study;
    private final byte[] digest;
    private final FileChannel metrics;
    private final Checkpoints checkpoints;
    private final @Nullable Checkpoint checkpoint;
    private final JsonMapper mapper;
    private final RunJson json;
    private final long start = System.nanoTime();

    private String phase = "";
    private long step;
    private String savedPhase = "";
    private long savedStep;
    private boolean saved;
    /// The state after the last sound step: good as soon as a further step from it is sound.
    private @Nullable Checkpoint candidate;
    /// The last state that a sound step was made from, unless it is on the disk.
    private @Nullable Checkpoint good;

    private Session(
            RunFolder folder,
            Disk disk,
            Study study,
            byte[] digest,
            FileChannel metrics,
            Checkpoints checkpoints,
            @Nullable Checkpoint checkpoint) {
        this.folder = folder;
        this.disk = disk;
        this.study = study;
        this.digest = digest;
        this.metrics = metrics;
        this.checkpoints = checkpoints;
        this.checkpoint = checkpoint;
        this.mapper = mapper();
        this.json = new RunJson(mapper);
        if (checkpoint != null) {
            phase = checkpoint.phase();
            step = checkpoint.step();
            savedPhase = phase;
            savedStep = step;
            saved = true;
        }
    }

    /// Writes the first files of a new run.
    static Session begin(RunFolder folder, Disk disk, Study study, String toml, Environment environment)
            throws IOException {
        byte[] text = toml.getBytes(StandardCharsets.UTF_8);
        JsonMapper mapper = mapper();
        disk.replace(folder.file(RunFolder.STUDY), text);
        disk.replace(
                folder.file(RunFolder.ENVIRONMENT),
                pretty(mapper, Machine.here().json(mapper, study, environment)));
        FileChannel metrics = FileChannel.open(
                folder.file(RunFolder.METRICS), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            disk.append(metrics, line(new RunJson(mapper).header(study)));
            return new Session(
                    folder,
                    disk,
                    study,
                    Checkpoint.digest(text, text.length),
                    metrics,
                    new Checkpoints(folder.path(), disk),
                    null);
        } catch (IOException e) {
            metrics.close();
            throw e;
        }
    }

    /// Finds where a run can go on, and cuts its metrics back to that step.
    ///
    /// @throws InvalidInput if no checkpoint can be used, or a file is of a newer version
    static Session reopen(
            RunFolder folder, Disk disk, Study study, Lineage lineage, Environment environment, Watcher watcher)
            throws IOException {
        JsonMapper mapper = mapper();
        compare(folder, Machine.here(), environment, mapper, watcher);
        FileChannel metrics =
                FileChannel.open(folder.file(RunFolder.METRICS), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            Checkpoints checkpoints = new Checkpoints(folder.path(), disk);
            Checkpoint checkpoint = checkpoints.newest(lineage, metrics.size(), watcher::note);
            metrics.truncate(checkpoint == null ? 0 : checkpoint.metrics());
            metrics.position(metrics.size());
            Session session = new Session(folder, disk, study, lineage.digest(), metrics, checkpoints, checkpoint);
            if (checkpoint == null) {
                disk.append(metrics, line(session.json.header(study)));
                watcher.note(folder.path() + ": has no checkpoint yet; starting from the first step");
            }
            return session;
        } catch (IOException | InvalidInput e) {
            metrics.close();
            throw e;
        }
    }

    /// The checkpoint that the run goes on from, null if from the start.
    @Nullable
    Checkpoint checkpoint() {
        return checkpoint;
    }

    Path path() {
        return folder.path();
    }

    /// The time that the run has taken, with earlier parts.
    double seconds() {
        return (checkpoint == null ? 0 : checkpoint.seconds()) + (System.nanoTime() - start) * 1e-9;
    }

    /// Adds the line of a step.
    void add(Progress progress) throws IOException {
        if (!progress.phase().equals(phase)) {
            disk.append(metrics, line(json.units(progress)));
        }
        disk.append(metrics, line(json.line(progress)));
        phase = progress.phase();
        step = progress.step();
    }

    /// Writes a checkpoint.
    void save(State state) throws IOException {
        hold(state);
        write(Objects.requireNonNull(candidate));
    }

    /// Writes a checkpoint that stays: a changed study may go on from it.
    void keep(State state) throws IOException {
        disk.force(metrics);
        checkpoints.keep(new Checkpoint(digest, metrics.size(), seconds(), phase, step, state));
    }

    /// Keeps a state in memory, for [#saveGood].
    void hold(State state) throws IOException {
        candidate = new Checkpoint(digest, metrics.size(), seconds(), phase, step, state);
    }

    /// A sound step was made: what is held is good.
    void confirm() {
        if (candidate != null) {
            good = candidate;
            candidate = null;
        }
    }

    /// Writes the last good state as the newest checkpoint, if it is not that already.
    ///
    /// @return whether there is one
    boolean saveGood() throws IOException {
        if (good == null) {
            return saved;
        }
        if (!good.phase().equals(savedPhase) || good.step() != savedStep) {
            write(good);
        }
        return true;
    }

    private void write(Checkpoint checkpoint) throws IOException {
        disk.force(metrics); // a checkpoint must not speak of metrics that are not on the disk
        checkpoints.write(checkpoint);
        saved = true;
        savedPhase = checkpoint.phase();
        savedStep = checkpoint.step();
    }

    /// Writes the results.
    void finish(Completion.Status status, Outcome outcome) throws IOException {
        disk.replace(folder.file(RunFolder.PARAMETERS), Npz.encode(outcome.parameters()));
        disk.replace(folder.file(RunFolder.SAMPLES), Npz.encode(outcome.samples()));
        if (!outcome.pictures().isEmpty()) {
            disk.replace(
                    folder.file(PictureFile.NAME),
                    PictureFile.json(outcome.pictures()).getBytes(StandardCharsets.UTF_8));
        }
        disk.replace(
                folder.file(RunFolder.RESULT),
                pretty(mapper, json.result(study, status, outcome, List.of(), seconds())));
    }

    /// Writes down that the run failed, if the disk allows.
    ///
    /// @param reasons what went wrong, and what is kept
    void failed(List<String> reasons) {
        try {
            disk.replace(
                    folder.file(RunFolder.RESULT),
                    pretty(mapper, json.result(study, Completion.Status.FAILED, Outcome.NONE, reasons, seconds())));
        } catch (IOException e) {
            // The message on the terminal says what happened; the full disk itself may be the reason.
        }
    }

    /// Where the computation stands: "step 50 of optimise".
    String where() {
        return where(phase, step);
    }

    /// What is kept if the run stops here.
    String kept() {
        return saved
                ? "the state after " + where(savedPhase, savedStep) + " is kept in " + path()
                : "no state was saved yet";
    }

    Completion completion(Completion.Status status, @Nullable Outcome outcome, String message, @Nullable Path report) {
        return new Completion(status, path(), study, outcome, message, seconds(), report);
    }

    @Override
    public void close() {
        try {
            metrics.close();
        } catch (IOException e) {
            // Everything that counts was forced to the disk by the last checkpoint.
        }
    }

    private static void compare(
            RunFolder folder, Machine here, Environment environment, JsonMapper mapper, Watcher watcher)
            throws IOException {
        Path file = folder.file(RunFolder.ENVIRONMENT);
        if (!Files.exists(file)) {
            watcher.note(file + ": is missing; whether the bits go on as before cannot be told");
            return;
        }
        JsonNode before;
        try {
            before = mapper.readTree(Files.readAllBytes(file));
        } catch (JacksonException e) {
            watcher.note(file + ": is damaged; whether the bits go on as before cannot be told");
            return;
        }
        if (before.path("schema").asInt(0) > Machine.SCHEMA_VERSION) {
            throw new InvalidInput(file + ": has schema version " + before.path("schema")
                    + ", but this version of Ansatz reads up to " + Machine.SCHEMA_VERSION + "; use a newer Ansatz");
        }
        differs(before, "processor", here.processor(), watcher);
        differs(before, "kernels", environment.kernels(), watcher);
        differs(before, "jdk", here.jdk(), watcher);
        differs(before, "ansatz", here.ansatz(), watcher);
    }

    private static void differs(JsonNode before, String key, String now, Watcher watcher) {
        String then = before.path(key).asString("");
        if (!then.equals(now)) {
            watcher.note("the run began with the " + key + " \"" + then + "\" and goes on with \"" + now
                    + "\": the last bits may differ from those of a run in one go");
        }
    }

    private static String where(String phase, long step) {
        return phase.isEmpty() ? "no step yet" : "step " + step + " of " + phase;
    }

    private static byte[] line(String json) {
        return (json + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static JsonMapper mapper() {
        return JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    }

    private static byte[] pretty(JsonMapper mapper, JsonNode json) {
        return line(mapper.writeValueAsString(json));
    }
}
