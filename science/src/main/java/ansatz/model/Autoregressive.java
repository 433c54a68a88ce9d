package ansatz.model;

import ansatz.lattice.Spins;

/// A normalised wave function that says the probability of each spin given those before it.
public interface Autoregressive extends WaveFunction {
    /// log (p / (1 - p)) with p the probability that a spin is 1, given the spins with smaller numbers.
    ///
    /// @param theta the parameters
    /// @param s the configurations; their spins from `site` on may be anything
    /// @param out takes a number for each configuration
    void logOdds(double[] theta, Spins s, int site, double[] out);
}
