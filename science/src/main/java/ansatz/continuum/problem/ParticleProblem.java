package ansatz.continuum.problem;

import ansatz.continuum.space.ParticleSystem;
import ansatz.problem.Problem;
import ansatz.schema.Reference;
import java.util.Map;
import java.util.Optional;

/// Particles in continuous space. An implementation is a record; with [ansatz.schema.Name] and in a catalogue a
/// study file can name it, without both a Java program can use it all the same.
public interface ParticleProblem extends Problem {
    /// The particles and their space.
    ParticleSystem system();

    /// The Hamiltonian, in [#unit()].
    Hamiltonian hamiltonian();

    @Override
    default Optional<Reference> reference() {
        return Optional.empty();
    }

    /// Energies of simpler theories of the same Hamiltonian in [#unit()], by name, exact sums: such as
    /// "hartree_fock_energy". They are shown beside the result. May take some seconds.
    default Map<String, Reference> comparisons() {
        return Map.of();
    }

    /// 2 <T> / <V> by the virial theorem for the total potential energy V, where all of it is homogeneous of one
    /// degree: 2 for a harmonic trap, -1 for Coulomb forces; NaN where the theorem says something else or nothing.
    default double virialDegree() {
        return Double.NaN;
    }
}
