package ansatz.optimizer;

import java.io.Serial;

/// The metric of the natural gradient has no direction left in which the parameters could go.
public final class SingularMetric extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String reason;

    /// @param reason what was found
    public SingularMetric(String reason) {
        super(reason);
        this.reason = reason;
    }

    /// What was found.
    public String reason() {
        return reason;
    }
}
