package ansatz.continuum.problem;

import java.util.ArrayList;
import java.util.List;

/// A Hamiltonian as a sum of terms: H = sum_i -(hbar^2/2m_i) lap_i + the named parts.
///
/// ```java
/// Hamiltonian.kinetic(0.5)
///         .plus("trap", new OneBody(x -> x.square().sum(-1).times(0.5)))
///         .plus("attraction", new PairPotential(r -> r.square().times(0.25)))
/// ```
///
/// @param kinetic hbar^2/2m of each species, in units of the problem; a single number for all of them
/// @param parts what is added to the kinetic energy
public record Hamiltonian(List<Double> kinetic, List<Part> parts) {
    /// A term with a name.
    ///
    /// @param name in results, such as "coulomb", which is measured as "coulomb_energy"
    /// @param term what it is
    public record Part(String name, Term term) {}

    public Hamiltonian {
        kinetic = List.copyOf(kinetic);
        parts = List.copyOf(parts);
        if (kinetic.isEmpty() || kinetic.stream().anyMatch(c -> !(c > 0) || c.isInfinite())) {
            throw new IllegalArgumentException("hbar^2/2m is a positive number for each species, not " + kinetic);
        }
    }

    /// The kinetic energy alone.
    ///
    /// @param halfInverseMass hbar^2/2m, one number for all species or one for each
    public static Hamiltonian kinetic(double... halfInverseMass) {
        var list = new ArrayList<Double>();
        for (double c : halfInverseMass) {
            list.add(c);
        }
        return new Hamiltonian(list, List.of());
    }

    /// The same with one more part.
    ///
    /// @throws IllegalArgumentException if there is a part of this name
    public Hamiltonian plus(String name, Potential potential) {
        return with(new Part(name, potential));
    }

    /// The same with an exchange term.
    ///
    /// @throws IllegalArgumentException if there is a part of this name
    public Hamiltonian plus(String name, Exchange exchange) {
        return with(new Part(name, exchange));
    }

    private Hamiltonian with(Part part) {
        if (parts.stream().anyMatch(other -> other.name.equals(part.name))
                || part.name.equals("kinetic")
                || part.name.equals("potential")) {
            throw new IllegalArgumentException("the Hamiltonian has a part named " + part.name + " already");
        }
        var all = new ArrayList<>(parts);
        all.add(part);
        return new Hamiltonian(kinetic, all);
    }

    /// hbar^2/2m of a species.
    public double halfInverseMass(int species) {
        return kinetic.get(kinetic.size() == 1 ? 0 : species);
    }
}
