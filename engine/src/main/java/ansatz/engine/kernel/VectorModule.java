package ansatz.engine.kernel;

import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.atomic.AtomicBoolean;

/// The module `jdk.incubator.vector`, which the engine uses where it can and does without where it must.
///
/// It is there from the start when the process was started with `--add-modules jdk.incubator.vector`. A process
/// that was started with
/// `--add-exports java.base/jdk.internal.module=ansatz.engine` (or `=ALL-UNNAMED` on the class path) loads it when
/// it
/// first needs it: an ahead-of-time cache of the JDK does not work together with incubator modules that are there
/// from the start, and a
/// command such as `list` never needs it.
public final class VectorModule {
    private static final String NAME = "jdk.incubator.vector";

    private static final AtomicBoolean DECLINED = new AtomicBoolean();

    private VectorModule() {}

    private enum State {
        ABSENT,
        LOADABLE,
        LOADED
    }

    private static final class Found {
        static final State STATE = find();

        private static State find() {
            if (ModuleLayer.boot().findModule(NAME).isPresent()) {
                return State.LOADED;
            }
            Module base = Object.class.getModule();
            return base.isExported("jdk.internal.module", VectorModule.class.getModule())
                    ? State.LOADABLE
                    : State.ABSENT;
        }
    }

    private static final class Loaded {
        static final boolean SUCCESS = attempt();

        private static boolean attempt() {
            if (Found.STATE == State.LOADED) {
                ModuleLayer.boot().findModule(NAME).ifPresent(VectorModule.class.getModule()::addReads);
                return true;
            }
            if (Found.STATE == State.ABSENT) {
                return false;
            }
            try {
                // what the JDK itself calls to load a module of its own late
                Object module = Class.forName("jdk.internal.module.Modules")
                        .getMethod("loadModule", String.class)
                        .invoke(null, NAME);
                VectorModule.class.getModule().addReads((Module) module);
                return true;
            } catch (ReflectiveOperationException | RuntimeException | LinkageError failure) {
                Throwable reason = failure instanceof InvocationTargetException i ? i.getCause() : failure;
                System.getLogger("ansatz.engine.kernel")
                        .log(
                                Level.WARNING,
                                "kernels in plain Java, slower: module " + NAME + " could not be loaded",
                                reason);
                return false;
            }
        }
    }

    /// Whether it is there or can be loaded. Costs little.
    public static boolean present() {
        return Found.STATE != State.ABSENT;
    }

    /// Has this process do without, from now on, unless it is in use already: for a run that records what an
    /// ahead-of-time cache shall hold,
    /// which cannot hold classes of modules that were loaded late.
    public static void decline() {
        DECLINED.set(true);
    }

    /// Loads it unless it is there. Only after this has returned true may a class that uses the Vector API be
    /// touched.
    ///
    /// @return whether it is there
    public static boolean load() {
        return !DECLINED.get() && Loaded.SUCCESS;
    }
}
