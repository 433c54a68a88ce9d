package ansatz.model;

import ansatz.lattice.Spins;

/// A wave function psi(s; theta) of spins in the basis of sigma^z, real or complex, with real parameters.
/// Immutable:
/// the parameters are passed to it.
public interface WaveFunction {
    /// How many spins there are.
    int sites();

    /// How many parameters there are.
    int parameterCount();

    /// Parameters to start from.
    ///
    /// @param seed the same seed gives the same parameters
    double[] initialParameters(long seed);

    /// Whether psi has values that are not real.
    default boolean complex() {
        return false;
    }

    /// The logarithm of psi for each configuration.
    ///
    /// @param theta the parameters
    /// @param s the configurations
    /// @param log takes log |psi|, minus infinity where psi is 0
    /// @param phase takes arg psi in radians; 0 or pi where psi is real
    void logAmplitudes(double[] theta, Spins s, double[] log, double[] phase);

    /// The derivatives of log psi by the parameters at some configurations; 0 where psi is 0.
    LogDerivatives logDerivatives(double[] theta, Spins s);

    /// How many chains a block has at most.
    default int block() {
        return DirectEnsemble.BLOCK;
    }

    /// Chains that the wave function keeps its look-up tables for, in the fewest blocks, as even as possible. Their
    /// spins are all up.
    ///
    /// @param chains the number of chains, at least 1
    default Ensemble ensemble(int chains) {
        return ensemble(Blocks.sizes(chains, block()));
    }

    /// Chains in blocks of given sizes.
    ///
    /// @param blocks the number of chains of each block, at least 1
    default Ensemble ensemble(int[] blocks) {
        return new DirectEnsemble(this, blocks);
    }
}
