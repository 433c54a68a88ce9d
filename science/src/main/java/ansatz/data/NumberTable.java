package ansatz.data;

import ansatz.engine.parallel.Team;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Reads tables of numbers and nothing else from plain files, in parts that several threads share: the usual large
/// file.
///
/// A part is the lines that begin in its bytes. Where anything else stands in the file (a quote below the header, a
/// text,
/// a cell too few, a CR alone) there is no answer, and the file is read by [CsvTable], which knows all of the
/// format and
/// what to say of mistakes.
final class NumberTable {
    /// The bytes of a part.
    static final int PART = 1 << 20;

    private final Path file;
    private final Csv format;
    private final int part;

    /// The last line of a part ends within so many bytes behind it.
    private final int behind;

    /// @param part bytes of a part
    NumberTable(Path file, Csv format, int part) {
        this.file = file;
        this.format = format;
        this.part = part;
        this.behind = Math.max(64, part / 4);
    }

    /// The table, or nothing if the file holds more than numbers.
    Optional<Dataset> read(Team team) throws IOException {
        byte separator = (byte) format.separator();
        if (format.separator() >= 128
                || "+-.\"\r\n".indexOf(separator) >= 0
                || Character.isLetterOrDigit(separator)
                || !format.missing().isEmpty()
                || !format.texts().isEmpty()) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(file)) {
            byte[] head = bytes(channel, 0, part);
            int body = headerEnd(head);
            if (body < 0 || head[0] == 0x1f) { // the first byte of gzip
                return Optional.empty();
            }
            var header = new CsvTable(file.toString(), format);
            format.parse(header, new ByteArrayInputStream(head, 0, body));
            List<Heading> headings = header.headings();
            if (headings.isEmpty()) {
                return Optional.empty();
            }
            long size = channel.size();
            int parts = Math.toIntExact((size - body + part - 1) / part);
            var blocks = new @Nullable Block[parts];
            var failed = new AtomicBoolean();
            team.run(parts, (worker, k) -> {
                if (!failed.get()) {
                    blocks[k] = block(channel, body, k, headings.size(), separator);
                    if (blocks[k] == null) {
                        failed.set(true);
                    }
                }
            });
            return failed.get() ? Optional.empty() : joined(headings, blocks, team);
        }
    }

    /// The place behind the first line, whose cells may be quoted; -1 if it does not end.
    private static int headerEnd(byte[] head) {
        boolean quoted = false;
        for (int i = 0; i < head.length; i++) {
            quoted ^= head[i] == '"';
            if (!quoted && head[i] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private static byte[] bytes(FileChannel channel, long from, int length) throws IOException {
        var buffer = ByteBuffer.allocate((int) Math.min(length, Math.max(0, channel.size() - from)));
        while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {
            // as much as there is
        }
        return buffer.hasRemaining() ? Arrays.copyOf(buffer.array(), buffer.position()) : buffer.array();
    }

    /// Columns of one part.
    private static final class Block {
        private final double[][] columns;
        private int rows;

        Block(int columns, int rows) {
            this.columns = new double[columns][rows];
        }

        void grow() {
            int more = rows + (rows >> 1) + 16;
            for (int j = 0; j < columns.length; j++) {
                columns[j] = Arrays.copyOf(columns[j], more);
            }
        }
    }

    /// The lines that begin in part k, or null if they are more than numbers.
    private @Nullable Block block(FileChannel channel, int body, int k, int columns, byte separator) {
        // one byte before tells whether a line begins at the first
        long from = body + (long) k * part - 1;
        byte[] text;
        try {
            text = bytes(channel, from, 1 + part + behind);
        } catch (IOException e) {
            return null; // which the other reader will meet again
        }
        int i = 0;
        while (i < text.length && text[i] != '\n') {
            i++;
        }
        i++;
        var block = new Block(columns, likelyRows(text, i));
        var decimal = new Decimal();
        boolean last = text.length < 1 + part + behind;
        while (i <= part && i < text.length) {
            if (text[i] == '\n') { // empty lines do not count
                i++;
                continue;
            }
            if (text[i] == '\r' && i + 1 < text.length && text[i + 1] == '\n') {
                i += 2;
                continue;
            }
            if (block.rows == block.columns[0].length) {
                block.grow();
            }
            for (int j = 0; j < columns; j++) {
                while (i < text.length
                        && text[i] <= ' '
                        && text[i] != separator
                        && text[i] != '\n'
                        && text[i] != '\r') {
                    i++;
                }
                int begin = i;
                int end = decimal.scan(text, i, text.length);
                double value = decimal.value();
                i = Math.max(i, end);
                while (i < text.length && text[i] != separator && text[i] != '\n' && text[i] != '\r') {
                    if (text[i] > ' ' || text[i] < 0) {
                        end = -1; // more than a number
                    }
                    i++;
                }
                if (end < 0) {
                    if (!absent(text, begin, i)) {
                        return null;
                    }
                    value = Double.NaN;
                } else if (Double.isInfinite(value)) {
                    return null;
                }
                block.columns[j][block.rows] = value;
                boolean more = i < text.length && text[i] == separator;
                if (more != j < columns - 1) {
                    return null; // too few or too many
                }
                i += more ? 1 : 0;
            }
            if (i < text.length && text[i] == '\r') {
                i++;
                if (i == text.length || text[i] != '\n') {
                    return null;
                }
            }
            if (i == text.length && !last) {
                return null; // a line that is too long
            }
            i++;
            block.rows++;
        }
        return block;
    }

    /// As many rows as lines of the length of the first would be, and a few more: room that is not filled is
    /// memory, too
    /// little
    /// is copied.
    private int likelyRows(byte[] text, int from) {
        int end = from;
        while (end < text.length && text[end] != '\n') {
            end++;
        }
        int rows = part / Math.max(2, end - from);
        return rows + (rows >> 5) + 16;
    }

    private static boolean absent(byte[] text, int from, int end) {
        return end - from <= CsvTable.LONGEST_MISSING
                && CsvTable.missing(new String(text, from, end - from, StandardCharsets.ISO_8859_1).strip());
    }

    private Optional<Dataset> joined(List<Heading> headings, @Nullable Block[] blocks, Team team) {
        var start = new int[blocks.length];
        long rows = 0;
        for (int k = 0; k < blocks.length; k++) {
            start[k] = Math.toIntExact(rows);
            Block block = blocks[k];
            rows += block == null ? 0 : block.rows;
        }
        if (rows == 0 || rows > Integer.MAX_VALUE - 8) {
            return Optional.empty();
        }
        var columns = new double[headings.size()][(int) rows];
        team.run(blocks.length, (worker, k) -> {
            Block block = blocks[k];
            if (block != null) {
                for (int j = 0; j < columns.length; j++) {
                    System.arraycopy(block.columns[j], 0, columns[j], start[k], block.rows);
                }
                blocks[k] = null; // its memory is free
            }
        });
        var named = new ArrayList<Column>();
        for (int j = 0; j < columns.length; j++) {
            Heading heading = headings.get(j);
            named.add(new Column.Numeric(heading.name(), heading.unit(), columns[j]));
        }
        return Optional.of(Dataset.of(file.toString(), named));
    }
}
