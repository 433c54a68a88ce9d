package ansatz.learn;

import ansatz.engine.array.Array;

/// A fitted model: predictions as a function of features.
public sealed interface Fitted permits LinearFit, KernelFit, TreeFit, MarginFit, VoteFit {
    /// The number of features.
    int features();

    /// The number, or the probabilities of the classes.
    ///
    /// @param x n x features
    /// @return n x outputs
    Array predict(Array x);

    /// The rank of the matrix that was inverted, as far as the model found it out; -1 if not.
    default int rank() {
        return -1;
    }

    /// Its condition number; infinite without full rank, NaN if not known.
    default double condition() {
        return Double.NaN;
    }

    /// How far the cost may lie above its least value, in units of the cost of the model that knows the mean only;
    /// 0 for a closed form, and for a model that is grown to a size or ends at a gap of its own.
    default double gap() {
        return 0;
    }
}
