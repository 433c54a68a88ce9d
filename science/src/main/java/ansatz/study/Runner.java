package ansatz.study;

import ansatz.schema.InvalidInput;
import ansatz.schema.Schema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Carries out a study in a folder: with metrics, checkpoints, the result, and a report.
///
/// Files of a folder: study.toml (every key), environment.json, metrics.jsonl (a line a step), checkpoint-N.bin,
/// result.json, parameters.npz, samples.npz, and what the reporter adds. After a crash at any moment [#resume] goes
/// on from the last checkpoint bit for bit.
public final class Runner {
    private final Schema schema;
    private final Environment environment;
    private final Reporter reporter;
    private final Watcher watcher;
    private final BooleanSupplier stop;
    private final Duration interval;
    private final Disk disk;

    /// @param schema the types that a study can name
    /// @param environment the threads to use
    /// @param reporter makes the report at the end
    /// @param watcher sees the steps
    /// @param stop asked between any two steps whether to write a checkpoint and stop
    /// @param interval the time between checkpoints
    /// @param disk where to write
    public Runner(
            Schema schema,
            Environment environment,
            Reporter reporter,
            Watcher watcher,
            BooleanSupplier stop,
            Duration interval,
            Disk disk) {
        this.schema = schema;
        this.environment = environment;
        this.reporter = reporter;
        this.watcher = watcher;
        this.stop = stop;
        this.interval = interval;
        this.disk = disk;
    }

    /// Carries out a study in memory, without a folder.
    ///
    /// @throws InvalidInput if a key of the study is not legal, or the memory does not suffice
    /// @throws ComputationFailed if the computation cannot go on
    public static Outcome compute(Study study, Environment environment) {
        if (study instanceof Record record) {
            Schema.installed().check(record);
        }
        checkMemory("in Java", study);
        try (Computation computation = study.computation(environment)) {
            while (!computation.finished()) {
                computation.advance();
            }
            return computation.outcome();
        }
    }

    /// Refuses a study that would not fit.
    ///
    /// @param source where the study comes from, for the message
    /// @throws InvalidInput if the estimate is above the largest heap
    public static void checkMemory(String source, Study study) {
        double need = study.memory();
        long heap = Runtime.getRuntime().maxMemory();
        // written so that a NaN is refused too
        if (!(need <= heap)) {
            throw new InvalidInput(
                    source + ": the study needs about " + gigabytes(need) + " of memory, but the JVM may use "
                            + gigabytes(heap) + "; make the study smaller, or give the JVM more memory with -Xmx");
        }
    }

    /// Carries out a study in a new folder.
    ///
    /// @param study the study
    /// @param source where the study comes from, for messages
    /// @param destination the folder
    /// @throws InvalidInput if the study, the memory or the folder do not allow it; nothing is left behind then
    public Completion run(Study study, String source, Destination destination) {
        String toml = new StudyWriter(schema).toml(study);
        checkMemory(source, study);
        try (Computation computation = prepare(study, source);
                RunFolder folder = RunFolder.make(destination)) {
            Session session;
            try {
                session = Session.begin(folder, disk, study, toml, environment);
            } catch (IOException e) {
                folder.discard();
                throw new InvalidInput(folder.path() + ": cannot be written to: " + Disk.reason(e));
            }
            try (session) {
                watcher.started(folder.path(), study);
                return carryOut(session, computation);
            }
        }
    }

    /// Goes on with a run that was stopped, from its last whole checkpoint. A finished run writes its results
    /// again.
    ///
    /// @throws InvalidInput if the folder is not that of a run, another process works in it, its files are of a
    /// newer version, or no checkpoint is whole
    public Completion resume(Path path) {
        return resume(path, List.of());
    }

    /// Goes on with a run, with some keys of its study changed: as if the changed study had been carried out from
    /// its
    /// first step, bit for bit. The study before and its result stay in the folder, as study-1.toml and so on.
    ///
    /// @param settings each `key=value`, of those keys that [Study#adjustable] names
    /// @throws InvalidInput if a key cannot change, or the folder has no state that the changed study would have
    /// reached; nothing is changed then
    public Completion resume(Path path, List<String> settings) {
        try (RunFolder folder = RunFolder.open(path)) {
            var reader = new StudyReader(schema);
            Study before = reader.read(folder.file(RunFolder.STUDY), List.of());
            Study study = reader.read(folder.file(RunFolder.STUDY), settings);
            return resume(folder, path.toString(), before, study);
        }
    }

    /// Goes on with a run as another study.
    Completion resume(Path path, Study study) {
        try (RunFolder folder = RunFolder.open(path)) {
            Study before = new StudyReader(schema).read(folder.file(RunFolder.STUDY), List.of());
            return resume(folder, path.toString(), before, study);
        }
    }

    private Completion resume(RunFolder folder, String source, Study before, Study study) {
        checkMemory(source, study);
        try {
            Changes changes = Changes.between(schema, before, study);
            if (!changes.none()) {
                byte[] text = new StudyWriter(schema).toml(study).getBytes(StandardCharsets.UTF_8);
                requirePossible(folder, study, changes, text);
                Lineage.change(folder.path(), disk, text);
            }
            Lineage lineage = Lineage.of(folder.path(), schema, study);
            try (Computation computation = prepare(study, source);
                    Session session = Session.reopen(folder, disk, study, lineage, environment, watcher)) {
                Checkpoint checkpoint = session.checkpoint();
                if (checkpoint != null) {
                    try {
                        computation.restore(checkpoint.state());
                    } catch (IllegalArgumentException e) {
                        throw new InvalidInput(source + ": the checkpoint does not fit the study: " + e.getMessage());
                    }
                }
                if (!changes.none()) {
                    watcher.note(source + ": goes on as changed, from " + session.where());
                }
                watcher.started(folder.path(), study);
                return carryOut(session, computation);
            }
        } catch (IOException e) {
            throw new InvalidInput(source + ": cannot be read: " + Disk.reason(e));
        }
    }

    /// Refuses a change of the study of a run that would not go on as if it had always been that study.
    ///
    /// @throws InvalidInput if it is not possible
    void requirePossible(Path path, Study study) {
        try (RunFolder folder = RunFolder.open(path)) {
            Study before = new StudyReader(schema).read(folder.file(RunFolder.STUDY), List.of());
            Changes changes = Changes.between(schema, before, study);
            if (!changes.none()) {
                byte[] text = new StudyWriter(schema).toml(study).getBytes(StandardCharsets.UTF_8);
                requirePossible(folder, study, changes, text);
            }
        } catch (IOException e) {
            throw new InvalidInput(path + ": cannot be read: " + Disk.reason(e));
        }
    }

    private void requirePossible(RunFolder folder, Study study, Changes changes, byte[] text) throws IOException {
        changes.requireLegal(folder.path());
        Path metrics = folder.file(RunFolder.METRICS);
        new Checkpoints(folder.path(), disk)
                .newest(
                        Lineage.changed(folder.path(), schema, study, text),
                        Files.exists(metrics) ? Files.size(metrics) : 0,
                        note -> {});
    }

    /// Whether a folder is that of a run of this study, whatever became of it.
    boolean isOf(Path path, Study study) {
        Study before = new StudyReader(schema).read(path.resolve(RunFolder.STUDY), List.of());
        return Changes.between(schema, before, study).none();
    }

    private Computation prepare(Study study, String source) {
        try {
            return study.computation(environment);
        } catch (InvalidInput e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new InvalidInput(source + ": " + e.getMessage());
        }
    }

    private Completion carryOut(Session session, Computation computation) {
        try {
            return steps(session, computation);
        } catch (IOException e) {
            String reason = Disk.reason(e);
            session.failed(List.of(reason, session.kept()));
            return session.completion(
                    Completion.Status.FAILED,
                    null,
                    session.path() + ": cannot be written to: " + reason + "; " + session.kept()
                            + "; make room, then go on with: ansatz resume " + session.path(),
                    null);
        }
    }

    private Completion steps(Session session, Computation computation) throws IOException {
        Pace pace = new Pace();
        long saved = System.nanoTime();
        var snapshots = new Snapshots();
        Outcome outcome;
        try {
            while (!computation.finished()) {
                if (stop.getAsBoolean()) {
                    if (computation.sound() || !session.saveGood()) {
                        session.save(computation.state());
                    }
                    return session.completion(
                            Completion.Status.INTERRUPTED,
                            null,
                            "interrupted after " + session.where() + "; go on with: ansatz resume " + session.path(),
                            null);
                }
                Progress progress = computation.advance();
                session.add(progress);
                watcher.advanced(progress, session.seconds(), pace.left(progress));
                if (computation.turns()) {
                    session.keep(computation.state());
                }
                if (!computation.sound()) {
                    continue;
                }
                session.confirm();
                if (System.nanoTime() - saved >= interval.toNanos()) {
                    session.save(computation.state());
                    saved = System.nanoTime();
                } else {
                    snapshots.after(session, computation);
                }
            }
            session.save(computation.state());
            outcome = computation.outcome();
        } catch (ComputationFailed e) {
            session.saveGood();
            String message = session.path() + ": " + e.getMessage() + "; " + session.kept();
            session.failed(List.of(String.valueOf(e.getMessage()), session.kept()));
            return session.completion(Completion.Status.FAILED, null, message, report(session.path()));
        }
        Completion.Status status = outcome.converged() ? Completion.Status.DONE : Completion.Status.NOT_CONVERGED;
        session.finish(status, outcome);
        return session.completion(status, outcome, "", report(session.path()));
    }

    Schema schema() {
        return schema;
    }

    Watcher watcher() {
        return watcher;
    }

    Disk disk() {
        return disk;
    }

    /// Whether somebody wants the work to stop.
    boolean stopped() {
        return stop.getAsBoolean();
    }

    /// Writes the report of a folder, null if that fails.
    @Nullable
    Path report(Path folder) {
        try {
            return reporter.write(folder);
        } catch (IOException e) {
            watcher.note(folder + ": the report cannot be written: " + Disk.reason(e)
                    + "; the results are there; try again with: ansatz report " + folder);
            return null;
        }
    }

    private static String gigabytes(double bytes) {
        return bytes < 1e12
                ? String.format(Locale.ROOT, "%.1f GB", bytes / 1e9)
                : String.format(Locale.ROOT, "%.1e GB", bytes / 1e9);
    }

    /// Holds the state in memory as often as that is cheap, so that a failure between two checkpoints keeps the
    /// last
    /// good state.
    private static final class Snapshots {
        /// At most this share of the time goes into snapshots.
        private static final double SHARE = 0.01;

        private long next;

        void after(Session session, Computation computation) throws IOException {
            long start = System.nanoTime();
            if (start - next >= 0 || next == 0) {
                session.hold(computation.state());
                long end = System.nanoTime();
                next = end + (long) ((end - start) / SHARE);
            }
        }
    }

    /// Estimates how long a phase still takes, from the pace of its steps in this process.
    private static final class Pace {
        private String phase = "";
        private long first;
        private long start;

        /// @return seconds, NaN if not known yet
        double left(Progress progress) {
            if (!progress.phase().equals(phase)) {
                phase = progress.phase();
                first = progress.step();
                start = System.nanoTime();
                return Double.NaN;
            }
            long done = progress.step() - first;
            double perStep = (System.nanoTime() - start) * 1e-9 / Math.max(1, done);
            return Math.max(0, progress.steps() - progress.step()) * perStep;
        }
    }
}
