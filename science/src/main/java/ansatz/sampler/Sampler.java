package ansatz.sampler;

import ansatz.engine.parallel.Team;
import ansatz.lattice.Lattice;
import ansatz.model.WaveFunction;
import ansatz.schema.Problems;
import java.util.OptionalInt;

/// Where configurations come from, as a study names it. An implementation is a record with [ansatz.schema.Name].
public interface Sampler {
    /// How many configurations there are in an iteration, on so many spins; a double, since a study may ask for any
    /// number.
    double samples(int sites);

    /// How many configurations are held for them, replicas included.
    default double held(int sites) {
        return samples(sites);
    }

    /// The sum of the spins -1 and 1 that all configurations have, empty if it varies.
    default OptionalInt sector() {
        return OptionalInt.empty();
    }

    /// Whether configurations are drawn from the wave function itself, which must be autoregressive then.
    default boolean direct() {
        return false;
    }

    /// Reports what keeps the sampler from serving a lattice. Cheap.
    ///
    /// @param problems takes keys of this record; an empty key stands for the record as a whole
    void check(Lattice lattice, Problems problems);

    /// Starts to sample |psi|^2.
    ///
    /// @param lattice the lattice of the wave function
    /// @param psi the wave function
    /// @param seed the same seed gives the same configurations, on any number of threads
    /// @param team the threads
    Sampling on(Lattice lattice, WaveFunction psi, long seed, Team team);
}
