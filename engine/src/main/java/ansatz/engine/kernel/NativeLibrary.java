package ansatz.engine.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/// Finds OpenBLAS: the library that the artefact `org.bytedeco:openblas` carries for this platform as a resource,
/// unpacked
/// once into a folder of the user and checked each time against the checksum in the artefact. Whatever goes wrong,
/// the
/// answer is a reason, and the Java kernels serve.
final class NativeLibrary {
    /// The libraries of one platform, each after those it needs; the last is OpenBLAS.
    private record Platform(String folder, List<String> files) {}

    private static final String RESOURCES = "org/bytedeco/openblas/";

    private NativeLibrary() {}

    private static final class Loaded {
        static final SymbolLookup LIBRARY;

        static {
            try {
                LIBRARY = load();
            } catch (IOException reason) {
                throw new UncheckedIOException(reason.getMessage(), reason);
            }
        }
    }

    /// The symbols of OpenBLAS.
    ///
    /// @throws LinkageError if it is not there, with the reason as cause
    static SymbolLookup library() {
        return Loaded.LIBRARY;
    }

    private static Platform platform() throws IOException {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch", "");
        boolean arm = arch.equals("aarch64");
        boolean x86 = arch.equals("amd64") || arch.equals("x86_64");
        if (os.contains("linux") && x86) {
            return new Platform("linux-x86_64", List.of("libquadmath.so.0", "libgfortran.so.5", "libopenblas.so.0"));
        }
        if (os.contains("linux") && arm) {
            return new Platform("linux-arm64", List.of("libgfortran.so.5", "libopenblas.so.0"));
        }
        if (os.contains("mac") && (x86 || arm)) {
            return new Platform(
                    arm ? "macosx-arm64" : "macosx-x86_64",
                    List.of("libgcc_s.1.1.dylib", "libquadmath.0.dylib", "libgfortran.5.dylib", "libopenblas.0.dylib"));
        }
        if (os.contains("windows") && x86) {
            return new Platform("windows-x86_64", List.of("libopenblas.dll"));
        }
        throw new IOException("no library for " + os + " on " + arch);
    }

    private static SymbolLookup load() throws IOException {
        Platform platform = platform();
        List<JarURLConnection> resources = new ArrayList<>();
        for (String file : platform.files()) {
            resources.add(resource(platform.folder(), file));
        }
        // one folder for all, because they look for each other there; its name changes with OpenBLAS
        long version = resources.getLast().getJarEntry().getCrc();
        Path directory = cache().resolve("openblas-" + platform.folder() + "-" + Long.toHexString(version));
        SymbolLookup lookup = SymbolLookup.loaderLookup();
        for (int i = 0; i < resources.size(); i++) {
            Path file = directory.resolve(platform.files().get(i));
            unpack(resources.get(i), directory, file);
            lookup = SymbolLookup.libraryLookup(file, Arena.global());
        }
        return lookup;
    }

    private static JarURLConnection resource(String folder, String file) throws IOException {
        URL url = NativeLibrary.class.getClassLoader().getResource(RESOURCES + folder + "/" + file);
        if (url == null) {
            throw new IOException("org.bytedeco:openblas for " + folder + " is not on the path");
        }
        URLConnection connection = url.openConnection();
        if (!(connection instanceof JarURLConnection jar)) {
            throw new IOException(url + " is not in a jar");
        }
        return jar;
    }

    /// Unpacks a resource, if its file is not there yet or the checksum of the file is wrong.
    private static void unpack(JarURLConnection jar, Path directory, Path target) throws IOException {
        long crc = jar.getJarEntry().getCrc();
        long size = jar.getJarEntry().getSize();
        if (Files.isRegularFile(target) && Files.size(target) == size && checksum(target) == crc) {
            return;
        }
        privateDirectory(directory);
        Path part = Files.createTempFile(directory, "unpacking", ".part");
        try {
            try (InputStream in = jar.getInputStream()) {
                Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
            }
            if (checksum(part) != crc) {
                throw new IOException("the checksum of " + target + " is wrong after unpacking");
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static Path cache() {
        String home = System.getProperty("user.home", "");
        return home.isEmpty() || home.equals("?")
                ? Path.of(System.getProperty("java.io.tmpdir"), "ansatz-" + System.getProperty("user.name"))
                : Path.of(home, ".cache", "ansatz");
    }

    private static void privateDirectory(Path directory) throws IOException {
        Files.createDirectories(directory);
        FileStore store = Files.getFileStore(directory);
        if (store.supportsFileAttributeView(PosixFileAttributeView.class)) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static long checksum(Path file) throws IOException {
        try (CheckedInputStream in = new CheckedInputStream(Files.newInputStream(file), new CRC32())) {
            byte[] buffer = new byte[1 << 18];
            while (in.read(buffer) >= 0) {
                // the stream keeps the sum
            }
            return in.getChecksum().getValue();
        }
    }
}
