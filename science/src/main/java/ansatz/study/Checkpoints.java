package ansatz.study;

import ansatz.schema.InvalidInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The checkpoints of a run, numbered; the last two are kept, so that one is whole whatever happens to the other.
/// One more
/// is kept for good where a changed study may go on from.
final class Checkpoints {
    private static final Pattern NAME = Pattern.compile("checkpoint-(\\d{1,9})\\.bin");
    private static final String KEPT = "checkpoint-kept.bin";

    private final Path folder;
    private final Disk disk;
    private int last;

    Checkpoints(Path folder, Disk disk) throws IOException {
        this.folder = folder;
        this.disk = disk;
        this.last = files().stream().mapToInt(Checkpoints::number).max().orElse(0);
    }

    /// Writes the next checkpoint, then forgets those before the previous one.
    void write(Checkpoint checkpoint) throws IOException {
        disk.replace(folder.resolve("checkpoint-" + (last + 1) + ".bin"), checkpoint.encode());
        last++;
        for (Path file : files()) {
            if (number(file) < last - 1) {
                Files.deleteIfExists(file);
            }
        }
    }

    /// Keeps a checkpoint, in the place of the one that was kept before.
    void keep(Checkpoint checkpoint) throws IOException {
        disk.replace(folder.resolve(KEPT), checkpoint.encode());
    }

    /// The newest whole checkpoint from which a study can go on, whose metrics are whole too.
    ///
    /// @param lineage the study, and what it was before
    /// @param metrics how many bytes of metrics there are
    /// @param notes takes a line about each checkpoint that was passed over
    /// @return null if there is no checkpoint at all, since the run was stopped before the first
    /// @throws InvalidInput if there are some, but none can be used
    @Nullable
    Checkpoint newest(Lineage lineage, long metrics, Consumer<String> notes) throws IOException {
        List<Path> files = files();
        files.sort(Comparator.comparingInt(Checkpoints::number).reversed());
        if (Files.exists(folder.resolve(KEPT))) {
            files.add(folder.resolve(KEPT));
        }
        List<String> reasons = new ArrayList<>();
        @Nullable Checkpoint left = null; // the earliest of those that the present study would not have reached
        for (Path file : files) {
            try {
                Checkpoint checkpoint = Checkpoint.decode(Files.readAllBytes(file));
                var relation = lineage.relation(checkpoint);
                if (relation == Lineage.Relation.FOREIGN) {
                    throw new InvalidInput(file + ": belongs to another study than the study.toml beside it, which was"
                            + " changed since; put it back and change it by ansatz resume --set, or start anew with"
                            + " ansatz run");
                }
                if (relation == Lineage.Relation.LEFT) {
                    left = checkpoint;
                } else if (checkpoint.metrics() <= metrics) {
                    if (!reasons.isEmpty()) {
                        notes.accept(String.join("; ", reasons) + "; going on from " + file.getFileName());
                    }
                    return checkpoint;
                } else {
                    reasons.add(file.getFileName() + " cannot be used: metrics.jsonl was cut short since");
                }
            } catch (Checkpoint.Damaged e) {
                reasons.add(file.getFileName() + " cannot be used: " + e.getMessage());
            } catch (Checkpoint.Newer e) {
                throw new InvalidInput(file + ": " + e.getMessage() + "; use a newer Ansatz");
            }
        }
        if (left != null && reasons.isEmpty()) {
            throw new InvalidInput(
                    folder + ": cannot go on like that, since it goes on from step " + left.step() + " of "
                            + left.phase() + " at the earliest"
                            + (lineage.rules().isEmpty() ? "" : "; " + lineage.rules())
                            + "; begin anew with: ansatz run " + folder.resolve(RunFolder.STUDY) + " --set ...");
        }
        if (!reasons.isEmpty()) {
            throw new InvalidInput(folder + ": no checkpoint is whole: " + String.join("; ", reasons)
                    + "; start anew with: ansatz run " + folder.resolve(RunFolder.STUDY));
        }
        return null;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return new ArrayList<>(all.filter(
                            file -> NAME.matcher(file.getFileName().toString()).matches())
                    .toList());
        }
    }

    private static int number(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        return name.matches() ? Integer.parseInt(name.group(1)) : 0;
    }
}
