package ansatz.thermal;

import ansatz.lattice.Chain;
import ansatz.lattice.Lattice;
import ansatz.lattice.Square;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Reference;
import java.util.Optional;

/// The Ising model: spins -1 and 1, E = -J sum_<ij> s_i s_j - h sum_i s_i. State 0 is the spin 1.
@Name(
        value = "classical-ising",
        summary = "Classical Ising model, E = -J sum_<ij> s_i s_j - h sum_i s_i",
        cite = "L. Onsager, Phys. Rev. 65, 117 (1944)",
        exact = "ring: transfer matrix; square torus without field: B. Kaufman, Phys. Rev. 76, 1232 (1949)")
public record ClassicalIsing(
        @Key(value = "sites and bonds", required = true) Lattice lattice,

        @Key(value = "coupling J; positive is ferromagnetic", min = -1e6, max = 1e6)
        double coupling,

        @Key(value = "magnetic field h", unit = "J", min = -1e6, max = 1e6)
        double magneticField)
        implements ClassicalModel {

    /// A ring of 20 spins.
    public static final ClassicalIsing DEFAULTS = new ClassicalIsing(Chain.DEFAULTS, 1, 0);

    /// The critical temperature of the infinite square lattice in units of J, 2 / ln(1 + sqrt 2) (H. A. Kramers and
    /// G. H. Wannier, Phys. Rev. 60, 252 (1941)).
    public static final double CRITICAL_SQUARE = 2 / Math.log(1 + Math.sqrt(2));

    /// The ferromagnet without a field, J = 1.
    public static ClassicalIsing on(Lattice lattice) {
        return new ClassicalIsing(lattice, 1, 0);
    }

    /// The same model with another coupling J.
    public ClassicalIsing coupling(double j) {
        return new ClassicalIsing(lattice, j, magneticField);
    }

    /// The same model in another field h.
    public ClassicalIsing magneticField(double h) {
        return new ClassicalIsing(lattice, coupling, h);
    }

    @Override
    public int states() {
        return 2;
    }

    @Override
    public double pair() {
        return 2 * coupling;
    }

    @Override
    public double field() {
        return 2 * magneticField;
    }

    @Override
    public double offset() {
        return coupling * lattice.bonds().size() + magneticField * lattice.sites();
    }

    @Override
    public double order(int[] counts) {
        return (double) (counts[0] - counts[1]) / (counts[0] + counts[1]);
    }

    @Override
    public String unit() {
        return "J";
    }

    @Override
    public Optional<Exact> exact(double temperature) {
        if (isKaufman() && lattice instanceof Square torus) {
            return Optional.of(
                    Kaufman.torus(torus.lengths().get(1), torus.lengths().get(0), coupling, temperature));
        }
        return TransferMatrix.exact(this, temperature);
    }

    @Override
    public boolean exactIsQuick() {
        return isKaufman() || ClassicalModel.super.exactIsQuick();
    }

    @Override
    public Optional<Reference> critical() {
        return isKaufman()
                ? Optional.of(
                        Reference.exact(
                                coupling * CRITICAL_SQUARE,
                                "infinite lattice, 2 / ln(1 + sqrt 2), H. A. Kramers and G. H. Wannier, Phys. Rev. 60, 252 (1941)"))
                : Optional.empty();
    }

    private boolean isKaufman() {
        return lattice instanceof Square torus
                && torus.periodic().first()
                && torus.periodic().second()
                && coupling > 0
                && magneticField == 0;
    }
}
