package ansatz.continuum.problem;

import ansatz.continuum.space.ParticleSystem;
import ansatz.engine.trace.Value;

/// A function of the positions of all particles: [OneBody], [PairPotential], [ThreeBody] and [Ewald] are given as
/// formulas of less; anything else can be written as a lambda.
@FunctionalInterface
public non-sealed interface Potential extends Term {
    /// The potential energy of one configuration, of shape [].
    ///
    /// @param x the positions, `[particles, dimension]`, in the order of the species
    /// @param system whose particles they are
    Value of(Value x, ParticleSystem system);
}
