package ansatz.continuum.model;

import ansatz.continuum.space.ParticleSystem;
import ansatz.engine.trace.Value;
import ansatz.schema.Problems;

/// Where orbitals take the particles to be: where they are, or moved by the others. An implementation is a record
/// with [ansatz.schema.Name] that treats identical particles alike.
public interface Coordinates {
    /// How many parameters they have.
    double parameterCount(ParticleSystem system);

    /// Reports what does not fit a system.
    ///
    /// @param problems takes keys of this record
    void check(ParticleSystem system, Problems problems);

    /// The coordinates, of the shape of x.
    ///
    /// @param x `[particles, dimension]`
    Value of(Value x, ParticleSystem system);
}
