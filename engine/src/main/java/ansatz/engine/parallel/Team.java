package ansatz.engine.parallel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A fixed number of threads that share one piece of work at a time. [#run] splits it into numbered parts. Each
/// thread begins with a range of its own, the same whenever there are as many parts, since what it wrote last time
/// is in its cache; then it takes what the others have not yet begun. A result that shall not depend on the number
/// of threads is therefore written by part, and sums over parts are taken afterwards in the order of the parts. The
/// calling thread takes part as worker 0.
///
/// Between runs the other threads spin for a short time and then park; a run allocates nothing. A team is used by
/// one thread at a time and not from within its own runs.
public final class Team implements AutoCloseable {
    /// What is run: part `part` of the work, on the worker with number `worker` (0 <= worker < [#size()]), by which
    /// a caller finds the scratch memory of that worker.
    @FunctionalInterface
    public interface Body {
        /// Does one part of the work.
        void run(int worker, int part);
    }

    private static final int SPINS = 20_000;
    private static final int CHECKS_BEFORE_YIELD = 64;
    /// Numbers in two cache lines, which a processor fetches together.
    private static final int APART = 32;

    private final Thread[] threads;
    /// The next part in the range of each worker, [#APART] apart.
    private final AtomicIntegerArray next;
    private final AtomicInteger busy = new AtomicInteger();
    /// How many workers wait for the next round without looking: to wake one that looks would cost the others time.
    private final AtomicInteger parked = new AtomicInteger();

    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final AtomicReference<@Nullable Thread> owner = new AtomicReference<>();

    /// The work of the present run; written before `round`, read after it.
    private @Nullable Body body;

    private int parts;
    private volatile @Nullable Thread waiting;
    private volatile int round;
    private volatile boolean closed;

    private Team(int size) {
        threads = new Thread[size - 1];
        next = new AtomicIntegerArray(size * APART);
        for (int i = 0; i < threads.length; i++) {
            int worker = i + 1;
            threads[i] = Thread.ofPlatform()
                    .name("ansatz-worker-" + worker)
                    .daemon(true)
                    .unstarted(() -> work(worker));
        }
        for (Thread thread : threads) {
            thread.start();
        }
    }

    /// A team of `size` threads, the calling one included; a team of one runs everything inline.
    ///
    /// @throws IllegalArgumentException if `size` is below 1
    public static Team of(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("a team of " + size + " threads: at least 1 is needed");
        }
        return new Team(size);
    }

    /// The number of workers, the calling thread included.
    public int size() {
        return threads.length + 1;
    }

    /// Runs `body` for the parts 0 to `parts - 1` and returns when all are done. If a part throws, parts not yet
    /// begun are left out and the first exception is thrown on.
    ///
    /// @throws IllegalStateException if this team is in a run already (nested use, or two threads at once) or
    /// closed
    public void run(int parts, Body body) {
        if (closed) {
            throw new IllegalStateException("this team of threads is closed");
        }
        Thread caller = Thread.currentThread();
        if (!owner.compareAndSet(null, caller)) {
            throw new IllegalStateException(
                    owner.get() == caller
                            ? "a team of threads was used from within its own run: nest the loops, or run the inner one inline"
                            : "a team of threads was used by two threads at once: give each its own team");
        }
        try {
            if (threads.length == 0 || parts <= 1) {
                for (int part = 0; part < parts; part++) {
                    body.run(0, part);
                }
            } else {
                share(parts, body);
            }
        } finally {
            owner.set(null);
        }
    }

    private void share(int parts, Body body) {
        this.body = body;
        this.parts = parts;
        for (int worker = 0; worker < size(); worker++) {
            next.setPlain(worker * APART, begin(worker, parts));
        }
        busy.setPlain(threads.length);
        round++; // the volatile write that publishes all of the above
        if (parked.get() != 0) {
            for (Thread thread : threads) {
                LockSupport.unpark(thread);
            }
        }
        take(0, parts, body);
        waiting = Thread.currentThread();
        for (int spin = 0; busy.get() != 0; spin++) {
            if (spin < SPINS) {
                pause(spin);
            } else {
                LockSupport.park(this);
            }
        }
        waiting = null;
        this.body = null;
        Throwable thrown = failure.get();
        if (thrown != null) {
            failure.set(null);
            throw Team.<RuntimeException>unchecked(thrown);
        }
    }

    /// The first part of the range of a worker, which ends where that of the next one begins.
    private int begin(int worker, int parts) {
        return (int) ((long) parts * worker / size());
    }

    private void take(int worker, int parts, Body body) {
        try {
            for (int offset = 0; offset < size(); offset++) {
                int owner = (worker + offset) % size();
                int end = begin(owner + 1, parts);
                int at = owner * APART;
                for (int part = next.getAndIncrement(at); part < end; part = next.getAndIncrement(at)) {
                    body.run(worker, part);
                }
            }
        } catch (Throwable thrown) { // handed to the caller, whatever it is
            failure.compareAndSet(null, thrown);
            for (int owner = 0; owner < size(); owner++) {
                next.set(owner * APART, parts);
            }
        }
    }

    private void work(int worker) {
        int seen = 0;
        while (true) {
            for (int spin = 0; round == seen && !closed; spin++) {
                if (spin < SPINS) {
                    pause(spin);
                } else {
                    park(seen);
                }
            }
            if (round == seen) {
                return; // closed
            }
            seen++; // a new round begins only when all workers have finished the one before
            Body work = body;
            if (work != null) {
                take(worker, parts, work);
            }
            if (busy.decrementAndGet() == 0) {
                LockSupport.unpark(waiting);
            }
        }
    }

    /// Parks unless the next round has begun: whoever begins it sees that somebody is parked, or is seen here.
    private void park(int seen) {
        parked.incrementAndGet();
        if (round == seen && !closed) {
            LockSupport.park(this);
        }
        parked.decrementAndGet();
    }

    /// Yields now and then, because there may be fewer processors than threads.
    private static void pause(int spin) {
        if (spin % CHECKS_BEFORE_YIELD == CHECKS_BEFORE_YIELD - 1) {
            Thread.yield();
        } else {
            Thread.onSpinWait();
        }
    }

    /// Rethrows as it is; a checked exception can only come from a body that threw it in this way itself.
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> T unchecked(Throwable thrown) throws T {
        throw (T) thrown;
    }

    /// Lets the threads end. Further runs are refused; closing again does nothing.
    @Override
    public void close() {
        closed = true;
        for (Thread thread : threads) {
            LockSupport.unpark(thread);
        }
    }
}
