package ansatz.model;

import ansatz.engine.parallel.Team;
import java.util.List;

/// Chains under one wave function, in blocks that different threads may work on.
///
/// The division into blocks depends on the number of chains only, so that results do not depend on the number of
/// threads.
public interface Ensemble {
    /// How many chains there are.
    int chains();

    /// Whether the wave function is complex, so that its ratios have imaginary parts.
    default boolean complex() {
        return false;
    }

    /// The blocks, which hold the chains in order.
    List<Walkers> blocks();

    /// The number of the first chain of each block.
    default int[] first() {
        var first = new int[blocks().size()];
        for (int b = 1; b < first.length; b++) {
            first[b] = first[b - 1] + blocks().get(b - 1).spins().count();
        }
        return first;
    }

    /// Takes new parameters. Each block has to be refreshed then.
    void bind(double[] theta, Team team);

    /// The derivatives of log psi at the current configurations, in the order of the chains, valid until a chain
    /// moves.
    LogDerivatives logDerivatives(Team team);
}
