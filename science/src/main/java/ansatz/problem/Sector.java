package ansatz.problem;

import ansatz.lattice.Lattice;
import ansatz.lattice.Permutation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// A part of the space of all configurations that a Hamiltonian does not leave: states with a magnetisation, and
/// with
/// given eigenvalues of symmetries of the lattice and of the spin flip. Immutable.
public final class Sector {
    /// Of sines and cosines.
    private static final double ROUNDING = 1e-10;

    /// A symmetry: the sites are moved, then all spins turned over if `flip`.
    record Symmetry(Permutation permutation, boolean flip) {
        /// `first`, then this one.
        Symmetry after(Symmetry first) {
            return new Symmetry(permutation.after(first.permutation), flip ^ first.flip);
        }
    }

    private final int sites;
    private final OptionalInt magnetization;
    /// A group, each element with its eigenvalue {real, imaginary}; the identity is first.
    private final List<Symmetry> elements;

    private final List<double[]> characters;

    private Sector(int sites, OptionalInt magnetization, List<Symmetry> elements, List<double[]> characters) {
        this.sites = sites;
        this.magnetization = magnetization;
        this.elements = elements;
        this.characters = characters;
    }

    /// All configurations.
    public static Sector of(int sites) {
        return new Sector(
                sites,
                OptionalInt.empty(),
                List.of(new Symmetry(Permutation.identity(sites), false)),
                List.of(new double[] {1, 0}));
    }

    /// Only configurations with a sum of spins M = sum_i s_i, each -1 or 1.
    ///
    /// @throws IllegalArgumentException if so many spins cannot have this sum, or the spin flip, which turns it
    /// around, is used and M is not 0
    public Sector magnetization(int sum) {
        if (Math.abs(sum) > sites || Math.floorMod(sites - sum, 2) != 0) {
            throw new IllegalArgumentException(magnetizationError(sites, sum));
        }
        if (sum != 0 && elements.stream().anyMatch(Symmetry::flip)) {
            throw new IllegalArgumentException(
                    "the magnetisation is " + sum + ", which the spin flip turns around; with it, it must be 0");
        }
        return new Sector(sites, OptionalInt.of(sum), elements, characters);
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
        return with(new Symmetry(Permutation.identity(sites), true), even ? 0 : 1);
    }

    /// Only states that a symmetry multiplies by exp(2 pi i m / n), where n is its order: the least power of it
    /// that
    /// is the identity.
    ///
    /// @throws IllegalArgumentException if no state has this eigenvalue together with those asked for before
    public Sector symmetry(Permutation permutation, int m) {
        if (permutation.sites() != sites) {
            throw new IllegalArgumentException("a symmetry of " + permutation.sites() + " sites for " + sites);
        }
        return with(new Symmetry(permutation, false), m);
    }

    /// Only states of the momentum of which number `m` along each direction of a lattice is given:
    /// k = sum_d (m_d / L_d) b_d.
    ///
    /// @throws IllegalArgumentException if the lattice has no geometry, or an open direction a momentum
    public Sector momentum(Lattice lattice, int... m) {
        var geometry = lattice.geometry()
                .orElseThrow(() -> new IllegalArgumentException("a list of bonds has no translations and no momentum"));
        if (m.length != geometry.dimension()) {
            throw new IllegalArgumentException(
                    "a momentum of " + m.length + " numbers on a lattice of " + geometry.dimension() + " directions");
        }
        var sector = this;
        int stride = 1;
        var translations = lattice.translations();
        for (int d = 0; d < m.length; d++) {
            if (geometry.periodic(d)) {
                if (geometry.length(d) > 1) {
                    sector = sector.symmetry(translations.get(stride), m[d]);
                }
                stride *= geometry.length(d);
            } else if (m[d] != 0) {
                throw new IllegalArgumentException(
                        "momentum number " + m[d] + " along direction " + (d + 1) + ", which is open; it must be 0");
            }
        }
        return sector;
    }

    private Sector with(Symmetry generator, int m) {
        Map<Symmetry, double[]> known = new HashMap<>();
        for (int k = 0; k < elements.size(); k++) {
            known.put(elements.get(k), characters.get(k));
        }
        int order = order(generator);
        requireNormal(generator, order, known);
        var longer = new ArrayList<Symmetry>();
        var values = new ArrayList<double[]>();
        var power = elements.getFirst();
        for (int j = 0; j < order; j++) {
            // whole turns taken off first, so that quarters are exact to rounding
            double angle = 2 * Math.PI * Math.floorMod((long) m * j, order) / order;
            double[] phase = {Math.cos(angle), Math.sin(angle)};
            double[] before = known.get(power);
            if (j > 0 && before != null) {
                require(before, phase);
                break;
            }
            for (int k = 0; k < elements.size(); k++) {
                longer.add(power.after(elements.get(k)));
                values.add(times(phase, characters.get(k)));
            }
            power = generator.after(power);
        }
        return new Sector(sites, magnetization, List.copyOf(longer), List.copyOf(values));
    }

    private int order(Symmetry generator) {
        int order = 1;
        for (var power = generator; !power.equals(elements.getFirst()); power = generator.after(power)) {
            order++;
        }
        return order;
    }

    /// That the generator maps the group onto itself and keeps its eigenvalues.
    private void requireNormal(Symmetry generator, int order, Map<Symmetry, double[]> known) {
        var inverse = elements.getFirst();
        for (int j = 1; j < order; j++) {
            inverse = generator.after(inverse);
        }
        for (int k = 0; k < elements.size(); k++) {
            double[] there = known.get(generator.after(elements.get(k)).after(inverse));
            if (there == null) {
                throw new IllegalArgumentException(
                        "a symmetry does not map those that were asked for before onto themselves; take it first");
            }
            require(characters.get(k), there);
        }
    }

    private static void require(double[] a, double[] b) {
        if (Math.hypot(a[0] - b[0], a[1] - b[1]) > ROUNDING) {
            throw new IllegalArgumentException(
                    "no state has these eigenvalues at once: one symmetry is a product of others, or turns a momentum"
                            + " that is neither 0 nor half a reciprocal vector into another");
        }
    }

    private static double[] times(double[] a, double[] b) {
        return new double[] {a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]};
    }

    int sites() {
        return sites;
    }

    OptionalInt magnetization() {
        return magnetization;
    }

    List<Symmetry> elements() {
        return elements;
    }

    /// The eigenvalue of an element, {real, imaginary}.
    double[] character(int element) {
        return characters.get(element);
    }

    boolean real() {
        return characters.stream().allMatch(c -> Math.abs(c[1]) < ROUNDING);
    }

    /// Reports the first symmetry of the sector that an operator does not have.
    ///
    /// @throws IllegalArgumentException that names the symmetry
    void requireSymmetric(PauliSum operator) {
        if (operator.sites() != sites) {
            throw new IllegalArgumentException(
                    "a sector of " + sites + " spins for an operator on " + operator.sites() + " spins");
        }
        if (magnetization.isPresent() && !operator.conservesMagnetization()) {
            throw new IllegalArgumentException("the magnetisation is asked for, but the operator does not conserve it");
        }
        for (var element : elements) {
            if (element.flip() && !operator.evenUnderFlip()) {
                throw new IllegalArgumentException(
                        "the spin flip is asked for, but the operator has strings with an odd number of sigma^y and"
                                + " sigma^z");
            }
            requireEqual(operator, operator.moved(element.permutation()));
        }
    }

    private static void requireEqual(PauliSum operator, PauliSum moved) {
        double largest =
                operator.terms().values().stream().mapToDouble(Math::abs).max().orElse(0);
        operator.terms().forEach((string, c) -> {
            double there = moved.terms().getOrDefault(string, 0.0);
            if (Math.abs(there - c) > ROUNDING * largest) {
                throw new IllegalArgumentException("a symmetry is asked for that the couplings break: it moves " + there
                        + " to where the coefficient of " + string + " is " + c);
            }
        });
    }
}
