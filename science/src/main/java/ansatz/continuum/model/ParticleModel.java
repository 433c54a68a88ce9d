package ansatz.continuum.model;

import ansatz.continuum.space.ParticleSystem;
import ansatz.engine.trace.Value;
import ansatz.schema.Problems;

/// A family of real wave functions of particles, as a study names it: parameters and a formula for one
/// configuration. Values,
/// log-derivatives and Laplacians come from the formula. An implementation is a record with [ansatz.schema.Name].
public interface ParticleModel {
    /// How many parameters the wave function of a system has: cheap, and a double, since a study may ask for more
    /// than fit.
    double parameterCount(ParticleSystem system);

    /// Reports what keeps the family from having a member for a system. Cheap.
    ///
    /// @param problems takes keys of this record
    void check(ParticleSystem system, Problems problems);

    /// log psi of one configuration. Parameters are those that the formula defines in the trace of the positions.
    /// log |psi| does not change when particles of one species change places.
    ///
    /// @param x the positions, `[particles, dimension]`, species after species; on a torus anywhere
    /// @param system whose particles they are
    LogPsi logPsi(Value x, ParticleSystem system);
}
