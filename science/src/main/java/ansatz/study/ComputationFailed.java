package ansatz.study;

import java.io.Serial;

/// A computation that cannot go on: it diverged, its metric is singular, its chains are frozen, or its energy lies
/// below the exact one. The run stops with exit status 3 and keeps the last good state.
public final class ComputationFailed extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final long step;
    private final String cause;
    private final String advice;

    /// @param phase the phase in which it failed, as [Progress] names it
    /// @param step the step of the phase in which it failed, from 1
    /// @param cause what happened, with the figures: "the energy is NaN"
    /// @param advice what to try: "lower optimizer.rate or raise optimizer.shift"
    public ComputationFailed(String phase, long step, String cause, String advice) {
        super("failed at step " + step + " of " + phase + ": " + cause + "; " + advice);
        this.step = step;
        this.cause = cause;
        this.advice = advice;
    }

    /// The step of the phase in which it failed, from 1.
    public long step() {
        return step;
    }

    /// What happened, with the figures.
    public String reason() {
        return cause;
    }

    /// What to try.
    public String advice() {
        return advice;
    }
}
