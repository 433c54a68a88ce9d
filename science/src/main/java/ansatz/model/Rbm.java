package ansatz.model;

import ansatz.lattice.Lattice;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import java.util.Optional;

/// The restricted Boltzmann machine as a wave function, positive with real weights, complex with complex ones, its
/// hidden units -1 and 1 summed over:
/// log psi(s) = sum_i a_i s_i + sum_j log 2 cosh(b_j + sum_i W_ij s_i).
///
/// With a symmetry, the hidden units come in sets that share their weights, moved by each translation.
@Name(
        value = "rbm",
        summary = "Restricted Boltzmann machine, log psi = sum_i a_i s_i + sum_j log 2cosh(b_j + sum_i W_ij s_i)",
        cite = "G. Carleo and M. Troyer, Science 355, 602 (2017)")
public record Rbm(
        @Key(value = "hidden units for each site", min = 1, max = 1000)
        int density,

        @Key("which moves of the lattice leave the wave function as it is")
        Symmetry symmetry,

        @Key("which units have a bias") Bias bias,

        @Key("real weights and biases, of a positive wave function, or complex ones, each a pair of parameters")
        Weights weights,

        @Key(value = "standard deviation of the first weights", above = 0, max = 10)
        double sigma)
        implements Amplitude {

    /// Moves of the lattice.
    public enum Symmetry {
        /// None: all weights are free.
        NONE,
        /// All translations share their weights.
        TRANSLATION
    }

    /// Units with a bias.
    public enum Bias {
        /// None: the wave function is even, psi(-s) = psi(s).
        NONE,
        /// The hidden units, b.
        HIDDEN,
        /// The hidden and the visible units, b and a.
        BOTH
    }

    /// Numbers that the weights are.
    public enum Weights {
        /// Real ones.
        REAL,
        /// Complex ones.
        COMPLEX
    }

    /// One hidden unit for each site, all weights free and real, no bias.
    public static final Rbm DEFAULTS = new Rbm(1, Symmetry.NONE, Bias.NONE, Weights.REAL, 0.05);

    /// The same machine with another number of hidden units for each site.
    public Rbm density(int alpha) {
        return new Rbm(alpha, symmetry, bias, weights, sigma);
    }

    /// The same machine, invariant under the translations of its lattice.
    public Rbm translationInvariant() {
        return new Rbm(density, Symmetry.TRANSLATION, bias, weights, sigma);
    }

    /// The same machine with other biases.
    public Rbm bias(Bias units) {
        return new Rbm(density, symmetry, units, weights, sigma);
    }

    /// The same machine with another standard deviation of the first weights.
    public Rbm sigma(double deviation) {
        return new Rbm(density, symmetry, bias, weights, deviation);
    }

    /// The same machine with complex weights and biases.
    public Rbm complexWeights() {
        return new Rbm(density, symmetry, bias, Weights.COMPLEX, sigma);
    }

    @Override
    public boolean complex() {
        return weights == Weights.COMPLEX;
    }

    @Override
    public double parameterCount(Lattice lattice) {
        return complex() ? 2 * numbers(lattice) : numbers(lattice);
    }

    /// How many weights and biases there are.
    private double numbers(Lattice lattice) {
        double operations = symmetry == Symmetry.NONE ? 1 : lattice.translationCount();
        double filters = density * (double) lattice.sites() / operations;
        double orbits = lattice.sites() / operations;
        return filters * lattice.sites()
                + switch (bias) {
                    case NONE -> 0;
                    case HIDDEN -> filters;
                    case BOTH -> filters + orbits;
                };
    }

    @Override
    public boolean even() {
        return bias == Bias.NONE;
    }

    @Override
    public Optional<Invariance> invariance() {
        return symmetry == Symmetry.TRANSLATION
                ? Optional.of(new Invariance("symmetry", "is \"translation\"", "\"none\"", 1, false))
                : Optional.empty();
    }

    @Override
    public double tableSize(Lattice lattice) {
        // exp(2 theta) and the products, tanh theta, and some more for blocks that are not full
        return (complex() ? 8.0 : 3.0) * density * lattice.sites();
    }

    @Override
    public void check(Lattice lattice, Problems problems) {
        if (symmetry == Symmetry.TRANSLATION && lattice.translationCount() == 1) {
            problems.add("symmetry", "is \"translation\", but the lattice is open; it must be \"none\"");
        }
    }

    @Override
    public WaveFunction on(Lattice lattice) {
        var shape = new RbmShape(this, lattice);
        return complex() ? new ComplexRbmWaveFunction(shape, sigma) : new RbmWaveFunction(shape, sigma);
    }
}
