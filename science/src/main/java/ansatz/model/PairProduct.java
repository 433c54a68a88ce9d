package ansatz.model;

import ansatz.lattice.Lattice;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Singlet pairs of all lengths, projected on one spin a site: psi(s) is, up to the order of the sites, the
/// determinant of f_ij with i the sites of spins up and j those of spins down. f is symmetric, so that the total
/// spin
/// is 0; outside of magnetisation 0 psi is 0.
///
/// With fermions in the order of the sites psi(s) = (-1)^p det f with p the number of pairs of an up spin i and a
/// down
/// spin j < i. First pairs are those of a mean field of hopping and pairing along bonds, whose sign is that of a
/// d wave: + along the first direction and - along others.
@Name(
        value = "pair-product",
        summary = "Singlet pairs, psi = det f_ij over sites i of up and j of down spins; magnetisation 0 only",
        cite = "P. W. Anderson, Science 235, 1196 (1987); D. Tahara and M. Imada, J. Phys. Soc. Jpn. 77, 114701 (2008)")
public record PairProduct(
        @Key("which pairs share their parameter") Symmetry symmetry,

        @Key(
                value =
                        "directions, counted from 1, across whose boundary pairs change their sign; an empty list is none",
                min = 1,
                max = 3)
        List<Integer> antiperiodic,

        @Key(
                value = "standard deviation of what is added to the first parameters, of which the largest is 1",
                min = 0,
                max = 10)
        double sigma)
        implements Amplitude {

    /// Moves of the lattice.
    public enum Symmetry {
        /// None: each pair has its own parameter.
        NONE,
        /// Pairs that are translations of each other share their parameter.
        TRANSLATION
    }

    /// All pairs free, periodic.
    public static final PairProduct DEFAULTS = new PairProduct(Symmetry.NONE, List.of(), 0.05);

    /// A table of all pairs would not fit into the cache, nor determinants into the time.
    private static final int MOST_SITES = 1024;

    public PairProduct {
        antiperiodic = List.copyOf(antiperiodic);
    }

    /// The same pairs, with one parameter for all translations of a pair.
    public PairProduct translationInvariant() {
        return new PairProduct(Symmetry.TRANSLATION, antiperiodic, sigma);
    }

    /// The same pairs with a change of sign across other boundaries.
    ///
    /// @param directions counted from 1
    public PairProduct antiperiodic(Integer... directions) {
        return new PairProduct(symmetry, List.of(directions), sigma);
    }

    @Override
    public OptionalInt sector() {
        return OptionalInt.of(0);
    }

    @Override
    public double parameterCount(Lattice lattice) {
        double sites = lattice.sites();
        return symmetry == Symmetry.NONE
                ? sites * (sites - 1) / 2
                : sites > MOST_SITES ? sites : new PairShape(this, lattice).parameters;
    }

    @Override
    public Optional<Invariance> invariance() {
        return symmetry == Symmetry.TRANSLATION
                ? Optional.of(new Invariance("symmetry", "is \"translation\"", "\"none\"", 1, true))
                : Optional.empty();
    }

    @Override
    public double tableSize(Lattice lattice) {
        double pairs = lattice.sites() / 2.0;
        return pairs * pairs + 3.0 * lattice.sites();
    }

    @Override
    public void check(Lattice lattice, Problems problems) {
        int sites = lattice.sites();
        if (sites % 2 != 0) {
            problems.add("", "pairs all spins, but there are " + sites + "; their number must be even");
        }
        if (sites > MOST_SITES) {
            problems.add("", "on " + sites + " sites; pairs are products on at most " + MOST_SITES);
        }
        if (symmetry == Symmetry.TRANSLATION && lattice.translationCount() == 1) {
            problems.add("symmetry", "is \"translation\", but the lattice is open; it must be \"none\"");
        }
        for (int direction : antiperiodic) {
            boolean closed = lattice.geometry()
                    .filter(geometry -> direction <= geometry.dimension() && geometry.periodic(direction - 1))
                    .isPresent();
            if (!closed) {
                problems.add("antiperiodic", "holds " + direction + ", which is no periodic direction of the lattice");
            }
        }
    }

    @Override
    public WaveFunction on(Lattice lattice) {
        return new PairWaveFunction(new PairShape(this, lattice), sigma);
    }
}
