package ansatz.cli;

import ansatz.schema.InvalidInput;
import ansatz.study.Disk;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Gets images through a package client that is installed, and takes nothing whose digest is another. Only the
/// client
/// touches the network.
final class Fetching {
    /// Runs a command.
    @FunctionalInterface
    interface Client {
        /// @param folder in which it runs
        /// @return its exit status
        /// @throws IOException if it cannot be started
        int run(List<String> command, Path folder) throws IOException;
    }

    private static final long MINUTES = 15;

    private final ImageSet set;
    private final Path folder;
    private final Client client;

    /// @param folder where the files come to lie
    Fetching(ImageSet set, Path folder, Client client) {
        this.set = set;
        this.folder = folder;
        this.client = client;
    }

    /// A client that is a program of this machine; what it says is dropped.
    static int installed(List<String> command, Path folder) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                return process.exitValue();
            }
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        return -1;
    }

    /// Fetches what is not there yet.
    ///
    /// @return whether anything was fetched
    /// @throws InvalidInput if the client is not there or fails, or a file is another than it should be
    boolean fetch() {
        try {
            if (present()) {
                return false;
            }
            Path work = Files.createTempDirectory("ansatz-fetch-");
            try {
                run(set.client(), work);
                run(filled(set.unpack(), work), work);
                Files.createDirectories(folder);
                for (Map.Entry<String, String> file : set.files().entrySet()) {
                    take(work.resolve(set.inside()).resolve(file.getKey()), file.getKey(), file.getValue());
                }
            } finally {
                delete(work);
            }
            return true;
        } catch (IOException e) {
            throw new InvalidInput(folder + ": cannot be written: " + Disk.reason(e));
        }
    }

    private boolean present() throws IOException {
        for (Map.Entry<String, String> file : set.files().entrySet()) {
            Path path = folder.resolve(file.getKey());
            if (!Files.isRegularFile(path) || !digest(path).equals(file.getValue())) {
                return false;
            }
        }
        return true;
    }

    private void run(List<String> command, Path work) {
        int status;
        try {
            status = client.run(command, work);
        } catch (IOException e) {
            throw refused(command.getFirst() + ", which carries them, is not installed");
        }
        if (status != 0) {
            throw refused(String.join(" ", command) + " failed with status " + status);
        }
    }

    private InvalidInput refused(String why) {
        String names = String.join(", ", set.files().keySet().stream().sorted().toList());
        return new InvalidInput(
                set.name() + ": " + why + "; put " + names + " (" + set.elsewhere() + ") into " + folder + " by hand");
    }

    private static List<String> filled(List<String> command, Path work) throws IOException {
        try (Stream<Path> files = Files.list(work)) {
            List<String> names =
                    files.map(file -> file.getFileName().toString()).sorted().toList();
            return command.stream()
                    .map(word -> word.startsWith("*")
                            ? names.stream()
                                    .filter(name -> name.endsWith(word.substring(1)))
                                    .findFirst()
                                    .orElse(word)
                            : word)
                    .toList();
        }
    }

    private void take(Path from, String name, String digest) throws IOException {
        if (!Files.isRegularFile(from)) {
            throw refused("the package has no file " + name);
        }
        String found = digest(from);
        if (!found.equals(digest)) {
            throw refused("the package has another " + name + " (SHA-256 " + found.substring(0, 12) + "..., expected "
                    + digest.substring(0, 12) + "...)");
        }
        Files.move(from, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    static String digest(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            var buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                sha.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK knows SHA-256", e);
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException e) throws IOException {
                Files.delete(dir);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
