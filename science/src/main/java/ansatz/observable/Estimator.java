package ansatz.observable;

import ansatz.model.Walkers;
import ansatz.problem.StateVector;
import java.util.List;

/// An observable at work. For each configuration it gives some numbers, its columns, whose means over |psi|^2 are
/// estimated; what is reported are these means or functions of them.
public interface Estimator {
    /// What is reported.
    List<Quantity> quantities();

    /// How many numbers a configuration gives.
    int columns();

    /// Takes the parameters of the wave function, before the first block.
    default void bind(double[] theta) {
        // most estimators look at the chains only
    }

    /// Looks at a block of configurations. Several threads call it at the same time, each with another block.
    ///
    /// @param block the number of the block
    /// @param first the number of its first configuration
    /// @param out `[column][configuration]`
    default void visit(int block, int first, Walkers walkers, double[][] out) {
        // an estimator of pairs waits for all blocks
    }

    /// Looks at all configurations together, after each block was visited. Called by one thread.
    ///
    /// @param out `[column][configuration]`
    default void complete(double[][] out) {
        // most estimators are done after the blocks
    }

    /// The means of the columns in the exact state.
    ///
    /// @param state normalised
    double[] exact(StateVector state);
}
