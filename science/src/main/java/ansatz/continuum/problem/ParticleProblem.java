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

    /// The unit of length as text, such as "bohr", or "a_ho" for (hbar/m w)^(1/2); empty where it has no name.
    default String lengthUnit() {
        return "";
    }

    @Override
    default Optional<Reference> reference() {
        return Optional.empty();
    }

    /// Energies of simpler theories of the same Hamiltonian in [#unit()], by name: exact sums such as
    /// "hartree_fock_energy", or published limits. They are shown beside the result. May take some seconds.
    default Map<String, Reference> comparisons() {
        return Map.of();
    }

    /// The degree n in which each part of the Hamiltonian is homogeneous, v(s x) = s^n v(x), by its name: 2 for a
    /// harmonic trap, -1 for Coulomb forces. Where all parts are, an eigenstate in open space has
    /// 2 <T> = sum n <V_n>, the virial theorem. Empty where it does not hold.
    default Map<String, Double> degrees() {
        return Map.of();
    }
}
