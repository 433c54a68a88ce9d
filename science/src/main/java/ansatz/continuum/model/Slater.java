package ansatz.continuum.model;

import ansatz.continuum.space.ParticleSystem;
import ansatz.engine.trace.Initial;
import ansatz.engine.trace.Trace;
import ansatz.engine.trace.Value;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;

/// Slater determinants, a product over the species (up and down) of determinants of the lowest orbitals, or
/// psi = sum_k w_k prod_species det(phi C_k^T): the orbitals of determinant k are combinations of those occupied
/// and of some above them, and at first, but for small random numbers, those occupied.
@Name(
        value = "slater",
        summary = "Slater determinants, psi = sum_k w_k prod_species det phi_ka(x_i)",
        cite = "J. C. Slater, Phys. Rev. 34, 1293 (1929)",
        exact = "the ground state of free fermions, with their orbitals")
public record Slater(
        @Key("functions of one particle") Orbitals orbitals,

        @Key(value = "determinants of each species; more than 1 want virtual orbitals", min = 1, max = 1000)
        int determinants,

        @Key(value = "orbitals above those occupied that are mixed in", min = 0, max = 1000)
        int virtual,

        @Key("where orbitals take the particles to be") Coordinates coordinates)
        implements ParticleModel {

    /// One determinant of oscillator orbitals.
    public static final Slater DEFAULTS = new Slater(HarmonicOscillator.DEFAULTS, 1, 0, Positions.DEFAULTS);

    /// The standard deviation of first amplitudes of orbitals that are mixed in.
    private static final double MIXING = 0.01;

    /// One determinant of some orbitals.
    public static Slater of(Orbitals orbitals) {
        return new Slater(orbitals, 1, 0, Positions.DEFAULTS);
    }

    /// The same determinants of moved coordinates.
    public Slater coordinates(Coordinates moved) {
        return new Slater(orbitals, determinants, virtual, moved);
    }

    /// Whether each species has one determinant of orbitals at the positions themselves.
    boolean plain() {
        return !mixed() && coordinates instanceof Positions;
    }

    private boolean mixed() {
        return determinants > 1 || virtual > 0;
    }

    @Override
    public double parameterCount(ParticleSystem system) {
        double count =
                orbitals.parameterCount(Occupied.most(system) + virtual, system) + coordinates.parameterCount(system);
        if (mixed()) {
            count += determinants;
            for (int n : Occupied.distinct(system)) {
                count += (double) determinants * n * (n + virtual);
            }
        }
        return count;
    }

    @Override
    public void check(ParticleSystem system, Problems problems) {
        Requirements.fermions(system, problems);
        if (determinants > 1 && virtual == 0) {
            problems.add(
                    "virtual", "is 0, which makes all " + determinants + " determinants one; it must be at least 1");
        }
        Occupied.check(orbitals, virtual, system, problems);
        coordinates.check(system, Occupied.within("coordinates", problems));
    }

    @Override
    public LogPsi logPsi(Value x, ParticleSystem system) {
        var rows = orbitals.ofSpecies(coordinates.of(x, system), virtual, system);
        var matrices = rows.stream()
                .map(each -> mixed() ? mixed(each.values()) : each.values())
                .toList();
        LogPsi psi = mixed() ? Determinants.sum(weights(x.trace()), matrices) : Determinants.product(matrices);
        return Orbitals.Rows.enveloped(psi, rows);
    }

    private Value weights(Trace trace) {
        return trace.parameter("w", Initial.constant(1.0 / determinants), determinants);
    }

    /// phi C_k^T of all k; species of one size share C.
    private Value mixed(Value phi) {
        int n = phi.shape().extent(0);
        Value c = Determinants.identity(phi, determinants, n, n + virtual)
                .plus(phi.trace().parameter("C" + n, Initial.normal(MIXING), determinants, n, n + virtual));
        return phi.contract(c, "ib", "kab", "kia");
    }
}
