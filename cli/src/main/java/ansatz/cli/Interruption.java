package ansatz.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ctrl-C and SIGTERM during a run: the run is asked to stop, and the process ends when it has written its
/// checkpoint.
final class Interruption implements AutoCloseable {
    // A step takes seconds at most; after this the checkpoint before it has to do.
    private static final long PATIENCE_SECONDS = 60;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = Thread.ofPlatform().name("ansatz-interruption").unstarted(this::stop);
    private volatile boolean requested;
    private volatile int status = ExitStatus.INTERRUPTED;

    Interruption() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// Whether the run is asked to stop.
    boolean requested() {
        return requested;
    }

    /// The run has ended and has said so.
    int end(int exitStatus) {
        status = exitStatus;
        return exitStatus;
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already, and the hook knows the status.
        }
    }

    private void stop() {
        requested = true;
        try {
            boolean inTime = ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            // The JVM would end with 143 after a SIGTERM; halt is safe here, since everything is written and flushed.
            Runtime.getRuntime().halt(inTime ? status : ExitStatus.INTERRUPTED);
        } catch (InterruptedException e) {
            Runtime.getRuntime().halt(ExitStatus.INTERRUPTED);
        }
    }
}
