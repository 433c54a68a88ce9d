package ansatz.problem;

import ansatz.lattice.Chain;
import ansatz.lattice.Lattice;
import ansatz.schema.Checked;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import ansatz.schema.Reference;
import java.util.Optional;
import java.util.OptionalInt;

/// The Heisenberg model with nearest and next-nearest neighbours: frustrated where both couplings are
/// antiferromagnetic.
@Name(
        value = "j1-j2",
        summary = "J1-J2 model, H = J1 sum_<ij> sigma_i . sigma_j + J2 sum_<<ij>> sigma_i . sigma_j",
        cite = "P. Chandra and B. Doucot, Phys. Rev. B 38, 9335 (1988)",
        exact = "up to 20 spins: Lanczos; ring with J2 = J1/2: Majumdar and Ghosh (1969); 6x6: published")
public record J1J2(
        @Key(value = "sites and bonds", required = true) Lattice lattice,

        @Key(value = "coupling J1 of nearest neighbours; positive is antiferromagnetic", min = -1e6, max = 1e6)
        double j1,

        @Key(value = "coupling J2 of next-nearest neighbours", min = -1e6, max = 1e6)
        double j2,

        @Key("signs of the basis: of Marshall, none, or of Marshall where the lattice has two sublattices")
        SignRule signRule)
        implements SpinProblem, Checked {

    /// The ring of 20 spins with J1 = 1, J2 = 0.5.
    public static final J1J2 DEFAULTS = new J1J2(Chain.DEFAULTS, 1.0, 0.5, SignRule.AUTOMATIC);

    /// The model with J1 = 1, J2 = 0.5.
    public static J1J2 on(Lattice lattice) {
        return new J1J2(lattice, DEFAULTS.j1, DEFAULTS.j2, DEFAULTS.signRule);
    }

    /// The same model with another coupling of nearest neighbours.
    public J1J2 j1(double coupling) {
        return new J1J2(lattice, coupling, j2, signRule);
    }

    /// The same model with another coupling of next-nearest neighbours.
    public J1J2 j2(double coupling) {
        return new J1J2(lattice, j1, coupling, signRule);
    }

    /// The same model in a basis with other signs.
    public J1J2 signRule(SignRule rule) {
        return new J1J2(lattice, j1, j2, rule);
    }

    @Override
    public void check(Problems problems) {
        signRule.check(lattice, problems);
        lattice.secondNeighbourProblem().ifPresent(text -> problems.add("lattice", text));
    }

    @Override
    public PauliSum hamiltonian() {
        var sum = PauliSum.on(lattice.sites());
        Couplings.add(sum, j1, 1, lattice.bonds());
        Couplings.add(sum, j2, 1, lattice.bonds(2));
        return inBasis(sum.build());
    }

    @Override
    public PauliSum inBasis(PauliSum observable) {
        return signRule.apply(observable, lattice);
    }

    @Override
    public boolean conservesMagnetization() {
        return true;
    }

    @Override
    public Optional<Reference> reference(OptionalInt magnetization) {
        // each multiplet has a state with the magnetisation 0 or 1
        return Math.abs(magnetization.orElse(0)) <= 1 ? reference() : SpinProblem.super.reference(magnetization);
    }

    @Override
    public String unit() {
        return "J";
    }

    @Override
    public Optional<Reference> reference() {
        if (lattice instanceof Chain chain && chain.periodic() && chain.length() % 2 == 0 && j1 > 0 && j2 == 0.5 * j1) {
            return Optional.of(Reference.exact(
                    -1.5 * chain.length() * j1,
                    "dimers, C. K. Majumdar and D. K. Ghosh, J. Math. Phys. 10, 1388 (1969)"));
        }
        return Published.j1j2(lattice, j1, j2).or(() -> SmallSystem.isotropic(hamiltonian()));
    }
}
