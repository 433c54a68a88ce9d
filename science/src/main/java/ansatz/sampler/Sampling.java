package ansatz.sampler;

import ansatz.model.Ensemble;
import ansatz.model.Walkers;

/// A sampler at work: the configurations of one iteration after another.
public interface Sampling {
    /// What is done with each block of configurations. Several threads call it at the same time, each with another
    /// block.
    @FunctionalInterface
    interface Visitor {
        /// Looks at a block; it does not move the spins.
        ///
        /// @param block the number of the block
        /// @param first the number of its first configuration
        void visit(int block, int first, Walkers walkers);
    }

    /// The configurations.
    Ensemble ensemble();

    /// Whether the configurations of successive iterations are drawn at random, as Markov chains or independent of
    /// each
    /// other; else all have the weight |psi|^2 itself, so that an average has no statistical error.
    boolean stochastic();

    /// The weight of each configuration in an average; their sum is 1.
    double[] weights();

    /// Takes new parameters of the wave function.
    void bind(double[] theta);

    /// Goes on to the next configurations, and shows them block by block. The tables of the wave function are
    /// computed anew first, so that a restored sampler goes on with the same bits.
    void advance(Visitor visitor);

    /// The share of accepted proposals in the last [#advance], NaN if nothing is proposed.
    double acceptance();

    /// The share of accepted exchanges between replicas in the last [#advance], NaN where there are none.
    default double exchangeRate() {
        return Double.NaN;
    }

    /// How often [#advance] was called.
    long iteration();

    /// All configurations as bits, by configuration, words of 64 spins.
    ///
    /// @see ansatz.lattice.Spins#pack
    long[] configurations();

    /// Goes back to what [#iteration()] and [#configurations()] gave.
    ///
    /// @throws IllegalArgumentException if the number of words is another one
    void restore(long iteration, long[] configurations);
}
