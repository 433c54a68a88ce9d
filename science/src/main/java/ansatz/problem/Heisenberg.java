package ansatz.problem;

import ansatz.lattice.Bond;
import ansatz.lattice.Chain;
import ansatz.lattice.Lattice;
import ansatz.schema.Checked;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import ansatz.schema.Reference;
import java.util.Optional;
import java.util.OptionalInt;

/// The Heisenberg model. In spin matrices S = sigma/2 the energies are a quarter of these.
@Name(
        value = "heisenberg",
        summary = "Heisenberg model, H = J sum_<ij> sigma_i . sigma_j; positive J is antiferromagnetic",
        cite = "W. Heisenberg, Z. Phys. 49, 619 (1928)",
        exact =
                "chain of even length: Bethe ansatz; ferromagnet: all spins parallel; up to 20 spins: Lanczos; 6x6 and 10x10: published")
public record Heisenberg(
        @Key(value = "sites and bonds", required = true) Lattice lattice,

        @Key(value = "coupling J; positive is antiferromagnetic", min = -1e6, max = 1e6)
        double coupling,

        @Key("signs of the basis: of Marshall, none, or of Marshall where the lattice has two sublattices")
        SignRule signRule)
        implements SpinProblem, Checked {

    /// The antiferromagnetic ring of 20 spins.
    public static final Heisenberg DEFAULTS = new Heisenberg(Chain.DEFAULTS, 1.0, SignRule.AUTOMATIC);

    /// The antiferromagnet with J = 1.
    public static Heisenberg on(Lattice lattice) {
        return new Heisenberg(lattice, DEFAULTS.coupling, DEFAULTS.signRule);
    }

    /// The same model with another coupling J.
    public Heisenberg coupling(double j) {
        return new Heisenberg(lattice, j, signRule);
    }

    /// The same model in a basis with other signs.
    public Heisenberg signRule(SignRule rule) {
        return new Heisenberg(lattice, coupling, rule);
    }

    @Override
    public void check(Problems problems) {
        signRule.check(lattice, problems);
    }

    @Override
    public PauliSum hamiltonian() {
        var sum = PauliSum.on(lattice.sites());
        Couplings.add(sum, coupling, 1, lattice.bonds());
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
        var bonds = lattice.bonds();
        if (bonds.stream().allMatch(bond -> coupling * bond.coupling() <= 0)) {
            // each bond alone is at its lowest
            double energy =
                    coupling * bonds.stream().mapToDouble(Bond::coupling).sum();
            return Optional.of(Reference.exact(energy, "ferromagnet: all spins parallel"));
        }
        if (lattice instanceof Chain chain
                && chain.length() % 2 == 0
                && chain.length() >= (chain.periodic() ? 4 : 2)
                && chain.length() <= BetheAnsatz.LONGEST) {
            double energy = chain.periodic() ? BetheAnsatz.ring(chain.length()) : BetheAnsatz.open(chain.length());
            return Optional.of(Reference.exact(coupling * energy, "Bethe ansatz, H. Bethe, Z. Phys. 71, 205 (1931)"));
        }
        return Published.heisenberg(lattice, coupling).or(() -> SmallSystem.isotropic(hamiltonian()));
    }
}
