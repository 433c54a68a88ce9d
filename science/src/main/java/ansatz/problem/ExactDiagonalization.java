package ansatz.problem;

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
        var lanczos = new Lanczos(new SectorOperator(hamiltonian, Sector.of(hamiltonian.sites())));
        return new GroundState(lanczos.energy(), lanczos.vector());
    }

    /// The lowest energy in a sector.
    ///
    /// @throws IllegalArgumentException if there are more than [#MOST_SITES] spins, the sector has no state, or the
    /// Hamiltonian lacks one of its symmetries
    public static double energy(PauliSum hamiltonian, Sector sector) {
        return new Lanczos(new SectorOperator(hamiltonian, sector)).energy();
    }

    /// How many states a sector has.
    ///
    /// @throws IllegalArgumentException as [#energy]
    public static int states(PauliSum hamiltonian, Sector sector) {
        return new SectorOperator(hamiltonian, sector).states();
    }

    /// H v for a real Hamiltonian, by configuration number.
    public static double[] apply(PauliSum hamiltonian, double[] v) {
        var w = new double[v.length];
        for (int s = 0; s < v.length; s++) {
            w[s] = hamiltonian.diagonal().element(s) * v[s];
        }
        for (var group : hamiltonian.offDiagonal()) {
            int mask = 0;
            for (int site : group.flips()) {
                mask |= 1 << site;
            }
            for (int s = 0; s < v.length; s++) {
                w[s] += group.element(s) * v[s ^ mask];
            }
        }
        return w;
    }
}
