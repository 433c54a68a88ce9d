package ansatz.engine.program;

/// An operation was given operands whose shapes or kinds it does not take. The message names the operation, the
/// operand types and what is legal; a trace adds the user's line.
public final class ShapeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /// @param message one line: operation, found, legal
    public ShapeException(String message) {
        super(message);
    }
}
