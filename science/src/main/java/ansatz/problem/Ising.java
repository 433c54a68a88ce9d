package ansatz.problem;

import ansatz.lattice.Bond;
import ansatz.lattice.Chain;
import ansatz.lattice.Lattice;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Reference;
import java.util.Optional;

/// The Ising model in a transverse field.
@Name(
        value = "ising",
        summary = "Transverse-field Ising model, H = -J sum_<ij> sigma^z_i sigma^z_j - h sum_i sigma^x_i",
        cite = "P. Pfeuty, Annals of Physics 57, 79 (1970)",
        exact =
                "chain: free fermions, E = -sum_k |h - J exp(ik)| on a ring, minus the singular values of h - J T if open; up to 17 spins: Lanczos; 6x6, h = 3: published")
public record Ising(
        @Key(value = "sites and bonds", required = true) Lattice lattice,

        @Key(value = "coupling J; positive is ferromagnetic", min = -1e6, max = 1e6)
        double coupling,

        @Key(value = "transverse field h", unit = "J", min = -1e6, max = 1e6)
        double field)
        implements SpinProblem {

    /// The critical ferromagnetic ring of 20 spins.
    public static final Ising DEFAULTS = new Ising(Chain.DEFAULTS, 1.0, 1.0);

    /// The largest open chain whose exact energy is computed: the bisection costs the square of the length.
    private static final int LONGEST_OPEN = 4096;

    /// The critical ferromagnetic model, J = h = 1.
    public static Ising on(Lattice lattice) {
        return new Ising(lattice, DEFAULTS.coupling, DEFAULTS.field);
    }

    /// The same model in another field h.
    public Ising field(double h) {
        return new Ising(lattice, coupling, h);
    }

    /// The same model with another coupling J.
    public Ising coupling(double j) {
        return new Ising(lattice, j, field);
    }

    @Override
    public PauliSum hamiltonian() {
        var sum = PauliSum.on(lattice.sites());
        for (Bond bond : lattice.bonds()) {
            sum.add(
                    -coupling * bond.coupling(),
                    PauliString.IDENTITY.z(bond.from()).z(bond.to()));
        }
        for (int i = 0; i < lattice.sites(); i++) {
            sum.add(-field, PauliString.IDENTITY.x(i));
        }
        return sum.build();
    }

    @Override
    public String unit() {
        return "J";
    }

    @Override
    public Optional<Reference> reference() {
        return formula().or(() -> Published.ising(lattice, coupling, field)).or(() -> SmallSystem.of(hamiltonian()));
    }

    @Override
    public Optional<Reference> formula() {
        if (!(lattice instanceof Chain chain) || !(chain.periodic() || chain.length() <= LONGEST_OPEN)) {
            return Optional.empty();
        }
        double energy = chain.periodic()
                ? FreeFermions.ring(chain.length(), coupling, field)
                : FreeFermions.open(chain.length(), coupling, field);
        return Optional.of(Reference.exact(energy, "free fermions, P. Pfeuty, Annals of Physics 57, 79 (1970)"));
    }
}
