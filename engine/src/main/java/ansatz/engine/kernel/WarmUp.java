package ansatz.engine.kernel;

import java.lang.System.Logger.Level;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Has the vector versions of kernels compiled by calling them, on a thread of its own; see [Switch].
final class WarmUp {
    /// What a run is over in less than this needs no vectors: then their compilation would only take the processor
    /// away from it.
    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(800);

    /// In nanoseconds a hundred operations: compiled kernels take at most a few hundred, not yet compiled ones tens
    /// of thousands.
    private static final long COMPILED = 2000;

    /// When a kernel has not become fast after this, its plain version stays.
    private static final long LIMIT = TimeUnit.SECONDS.toNanos(5);

    /// More calls than the compiler wants to see before it starts.
    private static final int CALLS = 6_000;

    private final LinkedBlockingQueue<Switch> requests = new LinkedBlockingQueue<>();

    private static final class Running {
        static final WarmUp INSTANCE = new WarmUp();
    }

    private WarmUp() {
        Thread.ofPlatform().name("ansatz-warm-up").daemon(true).start(this::work);
    }

    /// Asks for the vector version of a kernel, some time.
    static void request(Switch choice) {
        if (VectorModule.present()) {
            Running.INSTANCE.requests.add(choice);
        }
    }

    private void work() {
        try {
            TimeUnit.NANOSECONDS.sleep(PATIENCE);
            if (!VectorModule.load()) {
                return;
            }
            while (true) {
                compile(requests.take());
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | LinkageError failure) {
            System.getLogger("ansatz.engine.kernel")
                    .log(Level.WARNING, "kernels in plain Java, slower: the Vector API failed", failure);
        }
    }

    private void compile(Switch choice) throws InterruptedException {
        long end = System.nanoTime() + LIMIT;
        for (int call = 1; System.nanoTime() < end; call++) {
            long time = choice.exercise();
            if (time >= 0 && time < COMPILED && call > 1) {
                choice.exchange();
                return;
            }
            if (time < 0) {
                return;
            }
            if (call > CALLS) {
                // the compiler is at work
                Thread.sleep(1);
            }
        }
    }
}
