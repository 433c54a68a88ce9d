package ansatz.optimizer;

import java.lang.reflect.InvocationTargetException;

/// What the present thread has allocated. By reflection, since the module under test does not read the JDK's
/// management
/// module.
public final class Allocation {
    private Allocation() {}

    /// In bytes, since the thread began.
    public static long bytes() {
        try {
            Object threads = Class.forName("java.lang.management.ManagementFactory")
                    .getMethod("getThreadMXBean")
                    .invoke(null);
            return (long) Class.forName("com.sun.management.ThreadMXBean")
                    .getMethod("getCurrentThreadAllocatedBytes")
                    .invoke(threads);
        } catch (ClassNotFoundException
                | NoSuchMethodException
                | IllegalAccessException
                | InvocationTargetException missing) {
            throw new AssertionError("the tests need the module jdk.management", missing);
        }
    }
}
