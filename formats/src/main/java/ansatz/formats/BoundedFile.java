package ansatz.formats;

import dev.hardwood.InputFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/// A file of which a reader gets only what lies in it, and no more than some times over: a damaged one would else
/// let
/// the reader ask for the same bytes for ever.
final class BoundedFile implements InputFile {
    /// How often the file may be read over.
    private static final long TIMES = 16;

    private static final long FEW = 1 << 20;

    /// The least that a single request counts.
    private static final long LEAST = 64;

    private final InputFile file;
    private final AtomicLong spent = new AtomicLong();

    BoundedFile(Path path) {
        this.file = InputFile.of(path);
    }

    @Override
    public void open() throws IOException {
        file.open();
    }

    @Override
    public ByteBuffer readRange(long offset, int length) throws IOException {
        if (offset < 0 || length < 0 || offset > file.length() - length) {
            throw new IOException("its header tells of bytes beyond its end");
        }
        if (spent.addAndGet(LEAST + length) > FEW + TIMES * file.length()) {
            throw new IOException("its header tells of the same bytes over and over");
        }
        return file.readRange(offset, length);
    }

    @Override
    public long length() throws IOException {
        return file.length();
    }

    @Override
    public String name() {
        return file.name();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
