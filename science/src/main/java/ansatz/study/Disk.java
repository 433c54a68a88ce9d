package ansatz.study;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// The few operations by which a run writes. A test puts one that fails in its place.
public interface Disk {
    /// The disk of this machine.
    Disk LOCAL = new Disk() {};

    /// Writes bytes at the end of a channel, all of them.
    default void append(FileChannel channel, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /// Waits until what was written to a channel is on the disk.
    default void force(FileChannel channel) throws IOException {
        channel.force(true);
    }

    /// Replaces a file in one go: a reader, or a process after a crash, finds the old bytes or the new ones.
    default void replace(Path file, byte[] bytes) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                append(channel, bytes);
                force(channel);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                force(channel);
            } catch (IOException e) {
                // Windows cannot open a folder; there the rename itself is written through.
            }
        }
    }

    /// What an exception of the file system means, in words.
    static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "permission denied";
            case NoSuchFileException missing -> "there is no " + missing.getFile();
            case FileAlreadyExistsException exists -> exists.getFile() + " is in the way";
            case NotDirectoryException file -> file.getFile() + " is not a folder";
            case FileSystemException system -> first(system.getReason(), e);
            default -> first(e.getMessage(), e);
        };
    }

    private static String first(@Nullable String reason, IOException e) {
        return reason == null ? e.getClass().getSimpleName() : reason;
    }
}
