package ansatz.study;

import ansatz.schema.InvalidInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The folder of a run, held by a lock as long as a process works in it.
final class RunFolder implements AutoCloseable {
    static final String STUDY = "study.toml";
    static final String ENVIRONMENT = "environment.json";
    static final String METRICS = "metrics.jsonl";
    static final String RESULT = "result.json";
    static final String PARAMETERS = "parameters.npz";
    static final String SAMPLES = "samples.npz";
    static final String LOCK = "run.lock";

    private final Path path;
    private final List<Path> made;
    private final FileChannel channel;

    private RunFolder(Path path, List<Path> made, FileChannel channel) {
        this.path = path;
        this.made = made;
        this.channel = channel;
    }

    /// Makes the folder of a new run and locks it.
    ///
    /// @throws InvalidInput if it cannot be made or holds something already
    static RunFolder make(Destination destination) {
        List<Path> made = new ArrayList<>();
        Path path = destination.path();
        try {
            if (destination.numbered()) {
                parents(path.toAbsolutePath().getParent(), made);
                path = numbered(destination.path(), made);
            } else {
                parents(path.toAbsolutePath(), made);
                if (!isEmpty(path)) {
                    throw new InvalidInput(path + ": "
                            + (Files.exists(path.resolve(STUDY))
                                    ? "holds a run already; go on with it by ansatz resume " + path
                                            + ", or choose another folder"
                                    : "is not empty; choose a new folder for the run"));
                }
            }
            return new RunFolder(path, made, lock(path));
        } catch (IOException e) {
            remove(made);
            throw new InvalidInput(path + ": cannot be made: " + Disk.reason(e));
        } catch (InvalidInput e) {
            remove(made);
            throw e;
        }
    }

    /// Locks the folder of a run that was stopped.
    ///
    /// @throws InvalidInput if it is not the folder of a run or another process works in it
    static RunFolder open(Path path) {
        if (!Files.isDirectory(path)) {
            throw new InvalidInput(path + ": there is no such folder of a run");
        }
        if (!Files.exists(path.resolve(STUDY))) {
            throw new InvalidInput(path + ": is not the folder of a run: it has no " + STUDY);
        }
        try {
            return new RunFolder(path, List.of(), lock(path));
        } catch (IOException e) {
            throw new InvalidInput(path + ": cannot be written to: " + Disk.reason(e));
        }
    }

    Path path() {
        return path;
    }

    Path file(String name) {
        return path.resolve(name);
    }

    /// Takes back everything that [#make] made, and what was written since.
    void discard() {
        close();
        if (!made.isEmpty() && made.contains(path.toAbsolutePath())) {
            deleteTree(path);
        } else {
            for (String name : List.of(STUDY, ENVIRONMENT, METRICS, LOCK)) {
                try {
                    Files.deleteIfExists(path.resolve(name));
                } catch (IOException e) {
                    // What cannot be removed stays; the message about the cause is more useful than one about this.
                }
            }
        }
        remove(made);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The lock goes with the process at the latest.
        }
    }

    private static void parents(@Nullable Path folder, List<Path> made) throws IOException {
        Deque<Path> missing = new ArrayDeque<>();
        for (Path at = folder; at != null && !Files.exists(at); at = at.getParent()) {
            missing.push(at);
        }
        for (Path at : missing) {
            Files.createDirectory(at);
            made.add(at);
        }
    }

    private static Path numbered(Path stem, List<Path> made) throws IOException {
        for (int n = 1; ; n++) {
            Path path = stem.resolveSibling(stem.getFileName() + "-" + n);
            try {
                Files.createDirectory(path);
                made.add(path.toAbsolutePath());
                return path;
            } catch (FileAlreadyExistsException e) {
                // taken: the next number
            }
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> content = Files.list(folder)) {
            return content.findAny().isEmpty();
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        FileChannel channel = FileChannel.open(
                path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new InvalidInput(busy(path, channel));
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return channel;
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new InvalidInput(busy(path, null));
        } catch (IOException | InvalidInput e) {
            channel.close();
            throw e;
        }
    }

    private static String busy(Path path, @Nullable FileChannel channel) {
        String process = Long.toString(ProcessHandle.current().pid());
        if (channel != null) {
            try {
                ByteBuffer bytes = ByteBuffer.allocate(20);
                channel.read(bytes, 0);
                process = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII).strip();
            } catch (IOException e) {
                process = "unknown"; // some systems do not let others read a locked file
            }
        }
        return path + ": another run is at work in this folder (process " + process
                + "); wait until it ends, or choose another folder";
    }

    /// Deletes a folder with all that is in it, if it exists.
    static void deleteTree(Path root) {
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (NoSuchFileException e) {
            // it is gone already
        } catch (IOException e) {
            // What cannot be removed stays; the message about the cause is more useful than one about this.
        }
    }

    private static void remove(List<Path> made) {
        for (Path path : made.reversed()) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                return; // not empty: somebody else uses it by now
            }
        }
    }
}
