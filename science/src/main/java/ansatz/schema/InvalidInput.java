package ansatz.schema;

import java.io.Serial;
import java.util.List;

/// A study that cannot be run as it is written. Each line says where, what was found and what is legal.
public final class InvalidInput extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<String> lines;

    /// @param lines one problem each, at least one
    public InvalidInput(List<String> lines) {
        super(String.join(System.lineSeparator(), lines));
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("an InvalidInput without a line");
        }
        this.lines = List.copyOf(lines);
    }

    /// @param line the one problem
    public InvalidInput(String line) {
        this(List.of(line));
    }

    /// The problems, one line each.
    public List<String> lines() {
        return lines;
    }
}
