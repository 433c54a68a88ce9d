package ansatz.data;

import ansatz.schema.InvalidInput;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Reads arrays of numbers as tables: .npy and .npz of NumPy, and IDX; .npy and IDX also compressed by gzip. What a
/// file is, its first bytes say.
///
/// The first index counts the rows. A vector becomes the column `x`, a matrix `x_0`, `x_1`, ..., an array of rank 3
/// `x_0_0`, ...; in an archive the name of the array stands for `x`. NaN is a missing value.
public final class ArrayFile {
    private static final String NAME = "x";
    private static final String SUFFIX = ".npy";

    /// As many bytes as tell a format.
    private static final int LONGEST_MAGIC = 8;

    private ArrayFile() {}

    /// Whether a file holds arrays; false if it cannot be read.
    public static boolean recognises(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (BufferedInputStream in = open(file)) {
            byte[] start = Compressed.peek(in, LONGEST_MAGIC);
            return zipped(start) || Npy.begins(start) || Idx.begins(start);
        } catch (IOException e) {
            return false;
        }
    }

    /// Which of some names are those of arrays, if a file is an archive.
    static List<String> held(Path file, Collection<String> names) {
        if (names.isEmpty() || !archive(file)) {
            return List.of();
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return names.stream()
                    .filter(name -> zip.getEntry(name + SUFFIX) != null)
                    .toList();
        } catch (IOException e) {
            throw failed(file.toString(), e);
        }
    }

    /// Reads a file.
    ///
    /// @param leave arrays of an archive that are not to be read
    /// @throws InvalidInput if the file holds no table of numbers, in one line
    public static Dataset read(Path file, Collection<String> leave) {
        String source = file.toString();
        if (!archive(file)) {
            return Dataset.of(source, grid(file).columns(NAME));
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return archive(source, zip, leave);
        } catch (InvalidInput e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) { // a name in the archive that is no text
            throw failed(source, e);
        }
    }

    private static Dataset archive(String source, ZipFile zip, Collection<String> leave) throws IOException {
        var columns = new ArrayList<Column>();
        var names = new HashSet<String>();
        String first = "";
        for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
            if (!entry.getName().endsWith(SUFFIX)) {
                continue;
            }
            String name = entry.getName().substring(0, entry.getName().length() - SUFFIX.length());
            String shown = name.replaceAll("\\p{Cntrl}", " ");
            if (leave.contains(name)) {
                continue;
            }
            List<Column> own;
            try (InputStream in = zip.getInputStream(entry)) {
                own = Npy.read(source + ": array \"" + shown + "\"", in).columns(name);
            }
            if (!columns.isEmpty()
                    && own.getFirst().rows() != columns.getFirst().rows()) {
                throw new InvalidInput(source + ": array \"" + shown + "\" has "
                        + own.getFirst().rows() + " rows, but \"" + first + "\" has "
                        + columns.getFirst().rows() + "; leave arrays out by data.ignore");
            }
            for (Column column : own) {
                if (!names.add(column.name())) {
                    throw new InvalidInput(source + ": has two columns \"" + shown + "\"; rename an array");
                }
            }
            first = columns.isEmpty() ? shown : first;
            columns.addAll(own);
        }
        if (columns.isEmpty()) {
            throw new InvalidInput(source + ": is a zip archive without an array (.npy) to read");
        }
        return Dataset.of(source, columns);
    }

    /// The array of a .npy or IDX file.
    static Grid grid(Path file) {
        String source = file.toString();
        try (BufferedInputStream in = open(file)) {
            return Npy.begins(Compressed.peek(in, LONGEST_MAGIC)) ? Npy.read(source, in) : Idx.read(source, in);
        } catch (IOException e) {
            throw failed(source, e);
        }
    }

    /// The number of values that an IDX file tells.
    static int size(Path file) {
        try (BufferedInputStream in = open(file)) {
            return Idx.size(file.toString(), in);
        } catch (IOException e) {
            throw failed(file.toString(), e);
        }
    }

    static Path path(String file) {
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            throw new InvalidInput(file.replaceAll("\\p{Cntrl}", " ") + ": is not the name of a file");
        }
    }

    private static boolean archive(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return zipped(in.readNBytes(4));
        } catch (IOException e) {
            throw failed(file.toString(), e);
        }
    }

    private static BufferedInputStream open(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new InvalidInput(file + ": there is no such file");
        }
        InputStream in = Files.newInputStream(file);
        try {
            return Compressed.plain(in);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private static boolean zipped(byte[] start) {
        return start.length >= 4 && start[0] == 'P' && start[1] == 'K' && start[2] == 3 && start[3] == 4;
    }

    private static InvalidInput failed(String source, Exception e) {
        return new InvalidInput(source + ": cannot be read: "
                + String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " "));
    }
}
