package ansatz.cli;

import ansatz.study.Completion;

/// What the process tells its caller.
final class ExitStatus {
    static final int DONE = 0;
    static final int BAD_INPUT = 2;
    static final int FAILED = 3;
    static final int NOT_CONVERGED = 4;
    static final int INTERRUPTED = 130;

    private ExitStatus() {}

    static int of(Completion.Status status) {
        return switch (status) {
            case DONE -> DONE;
            case NOT_CONVERGED -> NOT_CONVERGED;
            case FAILED -> FAILED;
            case INTERRUPTED -> INTERRUPTED;
        };
    }
}
