package ansatz.continuum.observable;

import ansatz.continuum.space.ParticleSystem;
import ansatz.schema.Problems;

/// What is measured of particles, as a study names it: means of functions of the configuration. An implementation
/// is
/// a record with [ansatz.schema.Name].
public interface ParticleObservable {
    /// How the names of its results begin, lower case, words joined by an underscore.
    String label();

    /// How many numbers it gives for each configuration. Cheap.
    double columns(ParticleSystem system);

    /// Reports what keeps it from being measured. Cheap.
    ///
    /// @param problems takes keys of this record; an empty key stands for the record as a whole
    void check(ParticleSystem system, Problems problems);

    /// Prepares to measure.
    ///
    /// @param length the unit of length of the problem, empty if it has none
    ParticleEstimator on(ParticleSystem system, String length);
}
