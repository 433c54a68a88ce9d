package ansatz.study;

import ansatz.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/// The study of a run and the studies that it was before it was changed on its way: study.toml, and study-1.toml
/// and so
/// on, the oldest first. A checkpoint of an earlier one serves as long as the steps up to it are those of the
/// present
/// one too, so that a change needs no other file than its study.
final class Lineage {
    private final byte[] digest;
    private final List<Earlier> earlier;

    private record Earlier(byte[] digest, Changes changes) {}

    private Lineage(byte[] digest, List<Earlier> earlier) {
        this.digest = digest;
        this.earlier = List.copyOf(earlier);
    }

    /// The lineage of a run whose study is the one in its folder.
    static Lineage of(Path folder, Schema schema, Study study) throws IOException {
        return of(folder, schema, study, Files.readAllBytes(folder.resolve(RunFolder.STUDY)), List.of());
    }

    /// The lineage that a run would have if the study in its folder were changed.
    ///
    /// @param text the changed study
    static Lineage changed(Path folder, Schema schema, Study study, byte[] text) throws IOException {
        return of(folder, schema, study, text, List.of(folder.resolve(RunFolder.STUDY)));
    }

    private static Lineage of(Path folder, Schema schema, Study study, byte[] text, List<Path> more)
            throws IOException {
        var files = new ArrayList<Path>();
        for (int n = 1; n < next(folder); n++) {
            files.add(file(folder, RunFolder.STUDY, n));
        }
        files.addAll(more);
        var earlier = new ArrayList<Earlier>();
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            Study before = new StudyReader(schema).read(file, List.of());
            earlier.add(new Earlier(Checkpoint.digest(bytes, bytes.length), Changes.between(schema, before, study)));
        }
        return new Lineage(Checkpoint.digest(text, text.length), earlier);
    }

    /// Puts a changed study in the place of the one in a folder, which is kept with its result under the next
    /// number.
    /// After a crash at any moment the folder has the one study or the other.
    static void change(Path folder, Disk disk, byte[] text) throws IOException {
        int n = next(folder);
        disk.replace(file(folder, RunFolder.STUDY, n), Files.readAllBytes(folder.resolve(RunFolder.STUDY)));
        Path result = folder.resolve(RunFolder.RESULT);
        if (Files.exists(result)) {
            disk.replace(file(folder, RunFolder.RESULT, n), Files.readAllBytes(result));
        }
        disk.replace(folder.resolve(RunFolder.STUDY), text);
        Files.deleteIfExists(result);
    }

    private static int next(Path folder) {
        int n = 1;
        while (Files.exists(file(folder, RunFolder.STUDY, n))) {
            n++;
        }
        return n;
    }

    private static Path file(Path folder, String name, int number) {
        int dot = name.lastIndexOf('.');
        return folder.resolve(name.substring(0, dot) + "-" + number + name.substring(dot));
    }

    /// The digest of the present study.
    byte[] digest() {
        return digest;
    }

    /// What a checkpoint is to the present study.
    enum Relation {
        /// The run can go on from it.
        OWN,
        /// It is of an earlier study, and made steps that the present one would not have made.
        LEFT,
        /// It is of no study of this run.
        FOREIGN
    }

    Relation relation(Checkpoint checkpoint) {
        if (MessageDigest.isEqual(digest, checkpoint.study())) {
            return Relation.OWN;
        }
        List<Earlier> same = earlier.stream()
                .filter(one -> MessageDigest.isEqual(one.digest, checkpoint.study()))
                .toList();
        if (same.isEmpty()) {
            return Relation.FOREIGN;
        }
        return same.getFirst().changes.agree(checkpoint.phase(), checkpoint.step()) ? Relation.OWN : Relation.LEFT;
    }

    /// What the last change asks of its keys, in words; empty if nothing.
    String rules() {
        return earlier.isEmpty() ? "" : earlier.getLast().changes.rules();
    }
}
