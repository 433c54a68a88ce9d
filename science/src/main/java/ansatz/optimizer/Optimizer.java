package ansatz.optimizer;

import ansatz.engine.parallel.Team;

/// How parameters are improved, as a study names it. An implementation is a record with [ansatz.schema.Name].
public interface Optimizer {
    /// An estimate of what [#on] allocates, in numbers of 8 bytes.
    double memory(double parameters, double samples);

    /// Starts to optimise.
    ///
    /// @param parameters how many there are
    /// @param team the threads
    Descent on(int parameters, Team team);
}
