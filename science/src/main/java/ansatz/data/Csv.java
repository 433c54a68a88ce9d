package ansatz.data;

import ansatz.engine.parallel.Team;
import ansatz.schema.InvalidInput;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Reads comma-separated values (RFC 4180) in UTF-8, plain or compressed by gzip.
///
/// - The first record names the columns; `mass [GeV]` is the column "mass" with the unit GeV. An empty or a
/// repeated
///   name is refused.
/// - Empty lines are skipped, line ends may be LF, CR or CRLF, a byte-order mark is dropped; blanks around a cell
/// do
///   not count. A record with more or fewer cells than the header is refused.
/// - A cell that is empty, `NA`, `N/A`, `NaN`, `null` or `?` (in any case), or one of the words that the caller
///   adds, is missing.
/// - The first cell of a column that is not missing says whether the column holds numbers or texts. A cell of a
///   column of numbers that is no number, or too large for one, is refused: one slip of the pen shall not turn
/// numbers
///   into texts. In a column of texts a number is a text. A column without any value holds numbers.
///
/// What is refused is told with file, line and column.
///
/// @param separator what stands between cells
/// @param missing further words that stand for a missing value, such as "-999"
/// @param texts columns to be read as texts though they begin with a number
public record Csv(char separator, List<String> missing, List<String> texts) {
    /// Values separated by commas, with the usual words for missing ones.
    public static final Csv STANDARD = new Csv(',', List.of(), List.of());

    /// A cell is no longer than this many characters, so that an open quote does not swallow a large file.
    static final int LONGEST_CELL = 1 << 20;

    public Csv {
        missing = List.copyOf(missing);
        texts = List.copyOf(texts);
    }

    /// Reads a file.
    ///
    /// @throws InvalidInput if the file cannot be read as a table, with file, line and column
    public Dataset read(Path file) {
        try (Team alone = Team.of(1)) {
            return read(file, alone);
        }
    }

    /// The same on several threads, which share a large file that holds numbers alone.
    ///
    /// @throws InvalidInput if the file cannot be read as a table, with file, line and column
    public Dataset read(Path file, Team team) {
        if (Files.isDirectory(file)) {
            throw new InvalidInput(file + ": is a folder; data are read from a file");
        }
        if (!Files.exists(file)) {
            throw new InvalidInput(file + ": there is no such file");
        }
        try {
            if (Files.size(file) > NumberTable.PART) {
                Optional<Dataset> numbers = new NumberTable(file, this, NumberTable.PART).read(team);
                if (numbers.isPresent()) {
                    return numbers.get();
                }
            }
            return read(file.toString(), Files.newInputStream(file));
        } catch (IOException e) {
            throw new InvalidInput(file + ": cannot be read: " + e.getMessage());
        }
    }

    /// Reads a stream, and closes it.
    ///
    /// @param source what to call it in messages
    /// @throws InvalidInput if the stream cannot be read as a table, with source, line and column
    /// @throws IOException if the stream fails
    public Dataset read(String source, InputStream stream) throws IOException {
        var table = new CsvTable(source, this);
        parse(table, stream);
        return table.dataset();
    }

    /// Hands the cells of a stream to a table, and closes it.
    ///
    /// @throws InvalidInput if they are no table
    void parse(CsvTable table, InputStream stream) throws IOException {
        String source = table.source();
        try (CsvReader<Boolean> reader = CsvReader.builder()
                .fieldSeparator(separator)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .maxBufferSize(LONGEST_CELL)
                .build(table, text(stream))) {
            reader.forEach(read -> {});
        } catch (CsvParseException | UncheckedIOException e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            throw switch (cause) {
                case InvalidInput refused -> refused;
                case CharacterCodingException coding ->
                    new InvalidInput(source + ": line " + table.line() + " or one soon after it is not UTF-8 text");
                default ->
                    new InvalidInput(source + ": cannot be read near line " + table.line() + ": "
                            + String.valueOf(cause.getMessage()).strip().replaceAll("\\s+", " "));
            };
        }
    }

    private static Reader text(InputStream stream) throws IOException {
        BufferedInputStream in = Compressed.plain(stream);
        byte[] start = Compressed.peek(in, 3);
        if (start.length > 2 && start[0] == (byte) 0xef && start[1] == (byte) 0xbb && start[2] == (byte) 0xbf) {
            in.skipNBytes(3);
        }
        return new InputStreamReader(
                in,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }
}
