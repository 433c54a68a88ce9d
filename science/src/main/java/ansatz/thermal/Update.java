package ansatz.thermal;

import ansatz.engine.random.RandomStream;
import ansatz.schema.Problems;

/// A move of a Markov chain of classical spins that keeps the Boltzmann distribution, as a study names it. An
/// implementation is a record with [ansatz.schema.Name].
public interface Update {
    /// Reports what keeps the move from serving a model. Cheap.
    ///
    /// @param problems takes keys of this record; an empty key stands for the record as a whole
    void check(ClassicalModel model, Problems problems);

    /// The move at a temperature.
    Move on(ClassicalModel model, double temperature);

    /// A move at work, of one chain: it holds scratch space.
    @FunctionalInterface
    interface Move {
        /// Moves once: each site gets its turn, or one cluster is turned.
        ///
        /// @return how many sites were looked at: the work, in which moves of different kinds are compared
        long apply(Configuration spins, RandomStream random);
    }
}
