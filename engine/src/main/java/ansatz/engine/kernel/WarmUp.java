package ansatz.engine.kernel;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
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
    private static final long LIMIT = TimeUnit.SECONDS.toNanos(30);

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
            var pending = new ArrayList<Pending>();
            while (true) {
                if (pending.isEmpty()) {
                    pending.add(new Pending(requests.take()));
                }
                for (Switch next = requests.poll(); next != null; next = requests.poll()) {
                    pending.add(new Pending(next));
                }
                pending.removeIf(Pending::done);
                if (!pending.isEmpty() && pending.stream().allMatch(Pending::waiting)) {
                    Thread.sleep(1);
                }
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | LinkageError failure) {
            System.getLogger("ansatz.engine.kernel")
                    .log(Level.WARNING, "kernels in plain Java, slower: the Vector API failed", failure);
        }
    }

    /// A kernel whose vector version is not fast yet. All of them take turns, so that the compiler, which is
    /// another
    /// thread, always has the next one waiting.
    private static final class Pending {
        private final Switch choice;
        private final long end = System.nanoTime() + LIMIT;
        private int calls;

        Pending(Switch choice) {
            this.choice = choice;
        }

        /// Whether the compiler has seen enough of it.
        boolean waiting() {
            return calls > CALLS;
        }

        /// Calls it once; whether there is nothing more to do.
        boolean done() {
            long time = choice.exercise();
            boolean fast = time >= 0 && time < COMPILED && calls > 0;
            calls++;
            if (fast) {
                choice.exchange();
            }
            return fast || time < 0 || System.nanoTime() > end;
        }
    }
}
