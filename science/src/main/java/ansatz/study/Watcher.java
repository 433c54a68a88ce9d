package ansatz.study;

import java.nio.file.Path;

/// Sees a run go by: a progress line, a log, a window.
public interface Watcher {
    /// Sees nothing.
    Watcher NONE = new Watcher() {};

    /// The run starts, or goes on after a stop.
    ///
    /// @param folder the folder of the run
    /// @param study the study
    default void started(Path folder, Study study) {}

    /// A point of a sweep comes next: its run starts, or goes on.
    default void point(Sweep sweep, Sweep.Point point) {}

    /// A step is done.
    ///
    /// @param progress where the computation stands
    /// @param seconds the time that the run has taken so far, with earlier parts
    /// @param left an estimate of the seconds that the rest of this phase takes, NaN if not known yet
    default void advanced(Progress progress, double seconds, double left) {}

    /// Something a person should know, one line.
    default void note(String line) {}
}
