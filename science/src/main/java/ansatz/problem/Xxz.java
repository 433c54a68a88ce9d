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

/// The Heisenberg model with an axis: Ising-like for a large anisotropy, in the plane for a small one.
@Name(
        value = "xxz",
        summary = "XXZ model, H = J sum_<ij> (sigma^x_i sigma^x_j + sigma^y_i sigma^y_j + Delta sigma^z_i sigma^z_j)",
        cite = "C. N. Yang and C. P. Yang, Phys. Rev. 150, 321 (1966)",
        exact = "up to 18 spins: Lanczos; anisotropy 1: as heisenberg")
public record Xxz(
        @Key(value = "sites and bonds", required = true) Lattice lattice,

        @Key(value = "coupling J", min = -1e6, max = 1e6) double coupling,

        @Key(value = "anisotropy Delta; 1 is the Heisenberg model, 0 the XY model", min = -1e6, max = 1e6)
        double anisotropy,

        @Key("signs of the basis: of Marshall, none, or of Marshall where the lattice has two sublattices")
        SignRule signRule)
        implements SpinProblem, Checked {

    /// The ring of 20 spins with J = 1, Delta = 1.
    public static final Xxz DEFAULTS = new Xxz(Chain.DEFAULTS, 1.0, 1.0, SignRule.AUTOMATIC);

    /// The model with J = 1, Delta = 1.
    public static Xxz on(Lattice lattice) {
        return new Xxz(lattice, DEFAULTS.coupling, DEFAULTS.anisotropy, DEFAULTS.signRule);
    }

    /// The same model with another coupling J.
    public Xxz coupling(double j) {
        return new Xxz(lattice, j, anisotropy, signRule);
    }

    /// The same model with another anisotropy Delta.
    public Xxz anisotropy(double delta) {
        return new Xxz(lattice, coupling, delta, signRule);
    }

    /// The same model in a basis with other signs.
    public Xxz signRule(SignRule rule) {
        return new Xxz(lattice, coupling, anisotropy, rule);
    }

    @Override
    public void check(Problems problems) {
        signRule.check(lattice, problems);
    }

    @Override
    public PauliSum hamiltonian() {
        var sum = PauliSum.on(lattice.sites());
        Couplings.add(sum, coupling, anisotropy, lattice.bonds());
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
        return anisotropy == 1
                ? new Heisenberg(lattice, coupling, signRule).reference(magnetization)
                : SpinProblem.super.reference(magnetization);
    }

    @Override
    public String unit() {
        return "J";
    }

    @Override
    public Optional<Reference> reference() {
        if (anisotropy == 1) {
            return new Heisenberg(lattice, coupling, signRule).reference();
        }
        return SmallSystem.of(hamiltonian());
    }
}
