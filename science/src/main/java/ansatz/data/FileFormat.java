package ansatz.data;

import ansatz.schema.InvalidInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/// A format of tables in files that another module reads, found through [java.util.ServiceLoader]: Parquet and HDF5
/// are in the module `ansatz-formats`, so that none who has no such file needs their libraries.
public interface FileFormat {
    /// As many bytes as tell a format.
    int LONGEST_MAGIC = 8;

    /// Formats that a module of Ansatz reads, for the message where it is missing.
    Map<String, String> KNOWN = Map.of("PAR1", "a Parquet file", "\u0089HDF", "an HDF5 file");

    /// Whether a file that begins with these bytes has the format.
    ///
    /// @param start [#LONGEST_MAGIC] bytes, fewer of a shorter file
    boolean begins(byte[] start);

    /// Which of some names are those of columns, arrays or groups that a file holds.
    ///
    /// @throws InvalidInput if the file cannot be read, in one line
    List<String> held(Path file, Collection<String> names);

    /// How many values the table of a file has, as its header tells: nothing is read and nothing allocated.
    ///
    /// @return a double, since a damaged header may tell more than a long can count
    /// @throws InvalidInput if the file cannot be read, in one line
    double values(Path file);

    /// Reads the table of a file.
    ///
    /// @param leave names of columns, arrays or groups that are not to be read; one that is not there is no mistake
    /// @throws InvalidInput if it is no table of numbers and texts, in one line
    Dataset read(Path file, Collection<String> leave);

    /// The format of a file; empty if its first bytes are those of no such format, or it cannot be read.
    ///
    /// @throws InvalidInput if they are those of a format of which the module is missing
    static Optional<FileFormat> of(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(LONGEST_MAGIC);
        } catch (IOException e) {
            return Optional.empty();
        }
        String kind = KNOWN.get(new String(start, 0, Math.min(4, start.length), StandardCharsets.ISO_8859_1));
        for (FileFormat format : ServiceLoader.load(FileFormat.class)) {
            if (format.begins(start)) {
                return Optional.of(format);
            }
        }
        if (kind != null) {
            throw new InvalidInput(
                    file + ": is " + kind + ", and the module that reads it, ansatz-formats, is not on the class path");
        }
        return Optional.empty();
    }
}
