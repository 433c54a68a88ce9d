package ansatz.formats;

import ansatz.schema.InvalidInput;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/// Readers of other libraries, which meet a damaged file with whatever exception it leads them to.
final class Foreign {
    private static final int LONGEST_REASON = 160;

    private Foreign() {}

    /// What a reader makes of a file.
    ///
    /// @throws InvalidInput in one line, if the reader fails in any way: also where a header tells lengths that no
    ///     memory holds, or structures that contain themselves
    static <T> T read(Path file, Callable<T> reader) {
        try {
            return reader.call();
        } catch (InvalidInput e) {
            throw e;
        } catch (OutOfMemoryError e) {
            throw new InvalidInput(file + ": needs more memory than the JVM may use, or is damaged");
        } catch (Exception | StackOverflowError | LinkageError | AssertionError e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            if (cause instanceof OutOfMemoryError) {
                throw new InvalidInput(file + ": needs more memory than the JVM may use, or is damaged");
            }
            throw new InvalidInput(file + ": cannot be read, it is damaged or of a kind that the reader does not know ("
                    + reason(cause) + ")");
        }
    }

    private static String reason(Throwable cause) {
        String text = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) + " ..." : line;
    }
}
