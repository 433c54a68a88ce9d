package ansatz.engine.kernel;

import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Has the vector versions of kernels compiled by calling them, on a thread of its own; see [Twin].
final class WarmUp {
    /// What a run is over in less than this needs no vectors: then their compilation would only take the processor
    /// away from it.
    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(800);

    /// Compiled kernels take at most a few nanoseconds an operation, not yet compiled ones hundreds.
    private static final double COMPILED = 20;

    /// When a kernel has not become fast after this, its plain version stays.
    private static final long LIMIT = TimeUnit.SECONDS.toNanos(5);

    /// More calls than the compiler wants to see before it starts.
    private static final int CALLS = 6_000;

    private static final int ELEMENTS = 4096;

    private final LinkedBlockingQueue<Twin> requests = new LinkedBlockingQueue<>();
    private final double[] a = new double[ELEMENTS];
    private final double[] b = new double[ELEMENTS];
    private final double[] out = new double[ELEMENTS];

    private static final class Running {
        static final WarmUp INSTANCE = new WarmUp();
    }

    private WarmUp() {
        Thread.ofPlatform().name("ansatz-warm-up").daemon(true).start(this::work);
    }

    /// Asks for the vector version of a kernel, some time.
    static void request(Twin twin) {
        if (VectorModule.present()) {
            Running.INSTANCE.requests.add(twin);
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

    private void compile(Twin twin) throws InterruptedException {
        // ones, so that nothing is subnormal or takes a rare branch
        Arrays.fill(a, 1);
        Arrays.fill(b, 1);
        Arrays.fill(out, 1);
        long end = System.nanoTime() + LIMIT;
        for (int call = 1; System.nanoTime() < end; call++) {
            double time = twin.exercise(a, b, out);
            if (time < COMPILED && call > 1) {
                twin.exchange();
                return;
            }
            if (time == Double.POSITIVE_INFINITY) {
                return;
            }
            if (call > CALLS) {
                // the compiler is at work
                Thread.sleep(1);
            }
        }
    }
}
