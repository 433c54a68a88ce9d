package ansatz.engine.kernel;

/// The choice between the two versions of one kernel, plain Java and Vector API, which give the same bits.
///
/// Until the compiler has finished with it, code of the Vector API is a hundred times slower than plain Java: each
/// vector is an object
/// there. So every kernel begins in plain Java; one that is called often has its vector version compiled by a
/// thread of its own, on work of no consequence ([Exercise]), and is exchanged when that has become fast. On a
/// machine where
/// it never does, or without the module `jdk.incubator.vector`, plain Java stays.
///
/// A caller asks [#vector()] at each call; once the versions are exchanged that is one load and one branch.
public final class Switch {
    /// Runs the vector version of a kernel on a little work.
    @FunctionalInterface
    public interface Exercise {
        /// Runs the kernel of that number.
        ///
        /// @return how many operations on one number it did, roughly; 0 if it must not be used here
        int run(int kernel);
    }

    /// A kernel that is called less often is not worth compiling.
    private static final int OFTEN = 32;

    private final Exercise exercise;
    private final int number;
    private int calls;
    private boolean vector;

    private Switch(Exercise exercise, int number) {
        this.exercise = exercise;
        this.number = number;
    }

    /// The choices for kernels numbered from 0.
    public static Switch[] of(int count, Exercise exercise) {
        Switch[] switches = new Switch[count];
        for (int i = 0; i < count; i++) {
            switches[i] = new Switch(exercise, i);
        }
        return switches;
    }

    /// True when the vector version is to be called. Either answer gives the same bits, so that it does not matter
    /// when threads see
    /// the exchange.
    public boolean vector() {
        return vector || counted();
    }

    boolean exchanged() {
        return vector;
    }

    private boolean counted() {
        // threads may lose counts, none skips the number
        if (++calls == OFTEN) {
            WarmUp.request(this);
        }
        return vector;
    }

    /// Runs the vector version once.
    ///
    /// @return nanoseconds a hundred operations, or -1 if it must not be used here
    long exercise() {
        long begin = System.nanoTime();
        int operations = exercise.run(number);
        return operations == 0 ? -1 : 100 * (System.nanoTime() - begin) / operations;
    }

    /// Has the vector version called from now on.
    void exchange() {
        vector = true;
    }
}
