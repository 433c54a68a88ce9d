package ansatz.model;

import ansatz.lattice.Lattice;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;

/// The restricted Boltzmann machine as a positive wave function, its hidden units -1 and 1 summed over:
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

    /// One hidden unit for each site, all weights free, no bias.
    public static final Rbm DEFAULTS = new Rbm(1, Symmetry.NONE, Bias.NONE, 0.05);

    /// The same machine with another number of hidden units for each site.
    public Rbm density(int alpha) {
        return new Rbm(alpha, symmetry, bias, sigma);
    }

    /// The same machine, invariant under the translations of its lattice.
    public Rbm translationInvariant() {
        return new Rbm(density, Symmetry.TRANSLATION, bias, sigma);
    }

    /// The same machine with other biases.
    public Rbm bias(Bias units) {
        return new Rbm(density, symmetry, units, sigma);
    }

    /// The same machine with another standard deviation of the first weights.
    public Rbm sigma(double deviation) {
        return new Rbm(density, symmetry, bias, deviation);
    }

    @Override
    public double parameterCount(Lattice lattice) {
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
    public double tableSize(Lattice lattice) {
        // exp(2 theta) and the products, tanh theta, and some more for blocks that are not full
        return 3.0 * density * lattice.sites();
    }

    @Override
    public void check(Lattice lattice, Problems problems) {
        if (symmetry == Symmetry.TRANSLATION && lattice.translationCount() == 1) {
            problems.add("symmetry", "is \"translation\", but the lattice is open; it must be \"none\"");
        }
    }

    @Override
    public WaveFunction on(Lattice lattice) {
        return new RbmWaveFunction(new RbmShape(this, lattice), sigma);
    }
}
