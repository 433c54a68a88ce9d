package ansatz.continuum.sampler;

import ansatz.continuum.model.ParticleWaveFunction;
import ansatz.continuum.space.ParticleSystem;
import ansatz.engine.parallel.Team;
import ansatz.schema.Problems;

/// Where configurations of particles come from, as a study names it. An implementation is a record with
/// [ansatz.schema.Name].
public interface ParticleSampler {
    /// How many walkers there are.
    int walkers();

    /// Reports what keeps it from serving a system.
    void check(ParticleSystem system, Problems problems);

    /// Starts to sample |psi|^2.
    ParticleSampling on(ParticleWaveFunction psi, long seed, Team team);
}
