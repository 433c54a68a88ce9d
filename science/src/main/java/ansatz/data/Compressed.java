package ansatz.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/// Streams that may be compressed by gzip, which their first bytes say.
final class Compressed {
    private static final int BUFFER = 1 << 16;

    private Compressed() {}

    /// The bytes of a stream as they were before they were compressed, if they were. Closing it closes the stream.
    static BufferedInputStream plain(InputStream stream) throws IOException {
        var in = new BufferedInputStream(stream, BUFFER);
        byte[] start = peek(in, 2);
        return start.length > 1 && start[0] == (byte) 0x1f && start[1] == (byte) 0x8b
                ? new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER)
                : in;
    }

    /// The next bytes, which remain to be read; fewer at the end.
    static byte[] peek(BufferedInputStream in, int count) throws IOException {
        in.mark(count);
        byte[] bytes = in.readNBytes(count);
        in.reset();
        return bytes;
    }
}
