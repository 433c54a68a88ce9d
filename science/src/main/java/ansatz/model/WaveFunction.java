package ansatz.model;

import ansatz.lattice.Spins;

/// A real wave function psi(s; theta) of spins in the basis of sigma^z. Immutable: the parameters are passed to it.
public interface WaveFunction {
    /// How many spins there are.
    int sites();

    /// How many parameters there are.
    int parameterCount();

    /// Parameters to start from.
    ///
    /// @param seed the same seed gives the same parameters
    double[] initialParameters(long seed);

    /// The logarithm of the modulus, and the sign, of psi for each configuration.
    ///
    /// @param theta the parameters
    /// @param s the configurations
    /// @param log takes log |psi|
    /// @param sign takes -1 or 1
    void logAmplitudes(double[] theta, Spins s, double[] log, double[] sign);

    /// The derivatives of log |psi| by the parameters at some configurations.
    LogDerivatives logDerivatives(double[] theta, Spins s);

    /// Chains that the wave function keeps its look-up tables for. Their spins are all up.
    ///
    /// @param chains the number of chains, at least 1
    default Ensemble ensemble(int chains) {
        return new DirectEnsemble(this, chains);
    }
}
