package ansatz.continuum.model;

import ansatz.schema.Catalogue;
import java.util.List;

/// The wave functions of particles in continuous space that a study can name, and what they are made of.
public final class ParticleModels implements Catalogue {
    /// For [java.util.ServiceLoader].
    public ParticleModels() {}

    @Override
    public List<Class<? extends Record>> types() {
        return List.of(
                Product.class,
                Gaussian.class,
                GaussianRbm.class,
                Slater.class,
                Pfaffian.class,
                MessagePassing.class,
                FermiNet.class,
                PadeJastrow.class,
                HardCore.class,
                PairNetwork.class,
                DeepSets.class,
                HarmonicOscillator.class,
                PlaneWaves.class,
                Hydrogen.class,
                Positions.class,
                Backflow.class);
    }
}
