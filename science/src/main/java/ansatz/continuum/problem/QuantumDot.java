package ansatz.continuum.problem;

import ansatz.continuum.space.ParticleSystem;
import ansatz.schema.Checked;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import ansatz.schema.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Electrons in an isotropic harmonic trap, closed shells with half of the spins up, in atomic units:
/// H = sum_i (-lap_i + w^2 r_i^2)/2 + sum_(i<j) 1/r_ij.
@Name(
        value = "quantum-dot",
        summary = "Electrons in a harmonic trap in 2 or 3 dimensions, closed shells",
        cite = "M. Taut, J. Phys. A 27, 1045 (1994)",
        exact = "two electrons in 2 dimensions at w = 1 and 1/6, in 3 dimensions at w = 0.5 and 0.1")
public record QuantumDot(
        @Key(value = "dimensions of space", min = 2, max = 3)
        int dimension,

        @Key(value = "number of electrons: 2, 6, 12, 20 in 2 dimensions, 2, 8, 20 in 3", min = 2, max = 1000)
        int particles,

        @Key(value = "frequency w of the trap", unit = "Ha", above = 0, max = 1e6)
        double frequency)
        implements ParticleProblem, Checked {

    /// Two electrons in two dimensions at w = 1, with the exact energy 3.
    public static final QuantumDot DEFAULTS = new QuantumDot(2, 2, 1);

    @Override
    public void check(Problems problems) {
        var closed = new ArrayList<Integer>();
        for (int shell = 1; closed.isEmpty() || closed.getLast() < particles; shell++) {
            // orbitals of the lowest shells: s (s + 1)/2 in 2 dimensions, s (s + 1) (s + 2)/6 in 3
            closed.add(dimension == 2 ? shell * (shell + 1) : shell * (shell + 1) * (shell + 2) / 3);
        }
        if (!closed.contains(particles)) {
            problems.add(
                    "particles",
                    "is " + particles + ", which closes no shell in " + dimension + " dimensions; it must be such as "
                            + closed.subList(Math.max(0, closed.size() - 4), closed.size()).stream()
                                    .map(String::valueOf)
                                    .collect(Collectors.joining(", ")));
        }
    }

    private Trap trap() {
        return new Trap(dimension, particles, Statistics.FERMIONS, List.of(frequency), Interaction.Coulomb.DEFAULTS);
    }

    @Override
    public ParticleSystem system() {
        return trap().system();
    }

    @Override
    public Hamiltonian hamiltonian() {
        return trap().hamiltonian();
    }

    @Override
    public String lengthUnit() {
        return trap().lengthUnit();
    }

    @Override
    public String unit() {
        return trap().unit();
    }

    @Override
    public Optional<Reference> reference() {
        return trap().reference();
    }

    @Override
    public Map<String, Double> degrees() {
        return trap().degrees();
    }
}
