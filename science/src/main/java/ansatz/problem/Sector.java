package ansatz.problem;

import ansatz.lattice.Characters;
import ansatz.lattice.Lattice;
import ansatz.lattice.Permutation;
import ansatz.lattice.Symmetry;
import java.util.List;
import java.util.OptionalInt;

/// A part of the space of all configurations that a Hamiltonian does not leave: states with a magnetisation, and
/// with
/// given eigenvalues of symmetries of the lattice and of the spin flip. Immutable.
public final class Sector {
    private final OptionalInt magnetization;
    private final Characters characters;

    private Sector(OptionalInt magnetization, Characters characters) {
        this.magnetization = magnetization;
        this.characters = characters;
    }

    /// All configurations.
    public static Sector of(int sites) {
        return new Sector(OptionalInt.empty(), Characters.trivial(sites));
    }

    /// Only states with the characters of a group of symmetries.
    public static Sector of(Characters characters) {
        return new Sector(OptionalInt.empty(), characters);
    }

    /// Only configurations with a sum of spins M = sum_i s_i, each -1 or 1.
    ///
    /// @throws IllegalArgumentException if so many spins cannot have this sum, or the spin flip, which turns it
    /// around, is used and M is not 0
    public Sector magnetization(int sum) {
        if (Math.abs(sum) > sites() || Math.floorMod(sites() - sum, 2) != 0) {
            throw new IllegalArgumentException(magnetizationError(sites(), sum));
        }
        if (sum != 0 && elements().stream().anyMatch(Symmetry::flip)) {
            throw new IllegalArgumentException(
                    "the magnetisation is " + sum + ", which the spin flip turns around; with it, it must be 0");
        }
        return new Sector(OptionalInt.of(sum), characters);
    }

    static String magnetizationError(int sites, int sum) {
        return "the magnetisation is " + sum + ", which " + sites + " spins of -1 or 1 cannot have; it must be "
                + (sites % 2 == 0 ? "an even" : "an odd") + " number from " + -sites + " to " + sites;
    }

    /// Only states that the spin flip prod_i sigma^x_i multiplies by 1 (even) or -1 (odd).
    public Sector flip(boolean even) {
        if (magnetization.orElse(0) != 0) {
            throw new IllegalArgumentException("the magnetisation is " + magnetization.orElse(0)
                    + ", which the spin flip turns around; with it, it must be 0");
        }
        return with(Symmetry.flip(sites()), even ? 0 : 1);
    }

    /// Only states that a symmetry multiplies by exp(2 pi i m / n), where n is its order: the least power of it
    /// that
    /// is the identity.
    ///
    /// @throws IllegalArgumentException if no state has this eigenvalue together with those asked for before
    public Sector symmetry(Permutation permutation, int m) {
        if (permutation.sites() != sites()) {
            throw new IllegalArgumentException("a symmetry of " + permutation.sites() + " sites for " + sites());
        }
        return with(new Symmetry(permutation, false), m);
    }

    /// Only states of the momentum of which number `m` along each direction of a lattice is given:
    /// k = sum_d (m_d / L_d) b_d.
    ///
    /// @throws IllegalArgumentException if the lattice has no geometry, or an open direction a momentum
    public Sector momentum(Lattice lattice, int... m) {
        return new Sector(magnetization, characters.momentum(lattice, m));
    }

    private Sector with(Symmetry generator, int m) {
        return new Sector(magnetization, characters.with(generator, m));
    }

    int sites() {
        return characters.sites();
    }

    OptionalInt magnetization() {
        return magnetization;
    }

    List<Symmetry> elements() {
        return characters.elements();
    }

    /// The eigenvalue of an element, {real, imaginary}.
    double[] character(int element) {
        return new double[] {characters.real(element), characters.imaginary(element)};
    }

    boolean real() {
        return characters.real();
    }

    /// Reports the first symmetry of the sector that an operator does not have.
    ///
    /// @throws IllegalArgumentException that names the symmetry
    void requireSymmetric(PauliSum operator) {
        if (operator.sites() != sites()) {
            throw new IllegalArgumentException(
                    "a sector of " + sites() + " spins for an operator on " + operator.sites() + " spins");
        }
        if (magnetization.isPresent() && !operator.conservesMagnetization()) {
            throw new IllegalArgumentException("the magnetisation is asked for, but the operator does not conserve it");
        }
        for (var generator : characters.generators()) {
            if (!operator.has(generator)) {
                throw new IllegalArgumentException("a symmetry is asked for that the couplings break: "
                        + (generator.flip()
                                ? "the spin flip"
                                : "the one that moves sites to " + generator.permutation()));
            }
        }
    }
}
