package ansatz.problem;

import java.util.ArrayList;
import java.util.List;

/// Exact ground states of small systems by the method of Lanczos, matrix-free.
///
/// Configuration number n has spin i down (-1) where bit i of n is set.
public final class ExactDiagonalization {
    /// The most spins: tables of 2^N numbers have to fit into memory.
    public static final int MOST_SITES = SectorOperator.MOST_SITES;

    private ExactDiagonalization() {}

    /// @param energy the lowest eigenvalue
    /// @param vector its normalised eigenvector, by configuration number
    public record GroundState(double energy, double[] vector) {}

    /// The ground state over all configurations.
    ///
    /// @throws IllegalArgumentException if there are more than [#MOST_SITES] spins, or the Hamiltonian is complex
    public static GroundState groundState(PauliSum hamiltonian) {
        if (!hamiltonian.real()) {
            throw new IllegalArgumentException(
                    "the Hamiltonian has imaginary elements, so that its ground state is complex; ask for its energy");
        }
        var lanczos = new Lanczos(new SectorOperator(hamiltonian, Sector.of(hamiltonian.sites())), List.of());
        return new GroundState(lanczos.energy(), lanczos.vector());
    }

    /// The lowest states in a sector, by energy, each orthogonal to those before it; fewer where the sector has
    /// fewer.
    ///
    /// @throws IllegalArgumentException as [#energy], or if the Hamiltonian or a character of the sector is complex
    public static List<GroundState> lowest(PauliSum hamiltonian, Sector sector, int count) {
        if (!hamiltonian.real()) {
            throw new IllegalArgumentException(
                    "the Hamiltonian has imaginary elements, so that its eigenstates are complex; ask for its energy");
        }
        var operator = new SectorOperator(hamiltonian, sector);
        var found = new ArrayList<double[]>();
        var states = new ArrayList<GroundState>();
        while (states.size() < Math.min(count, operator.states())) {
            var lanczos = new Lanczos(operator, found);
            double[] vector = lanczos.vector();
            found.add(vector);
            states.add(new GroundState(lanczos.energy(), operator.overConfigurations(vector)));
        }
        return states;
    }

    /// The lowest energy in a sector.
    ///
    /// @throws IllegalArgumentException if there are more than [#MOST_SITES] spins, the sector has no state, or the
    /// Hamiltonian lacks one of its symmetries
    public static double energy(PauliSum hamiltonian, Sector sector) {
        return new Lanczos(new SectorOperator(hamiltonian, sector), List.of()).energy();
    }

    /// How many states a sector has.
    ///
    /// @throws IllegalArgumentException as [#energy]
    public static int states(PauliSum hamiltonian, Sector sector) {
        return new SectorOperator(hamiltonian, sector).states();
    }
}
