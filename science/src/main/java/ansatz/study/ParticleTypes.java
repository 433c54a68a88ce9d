package ansatz.study;

import ansatz.continuum.observable.DensityStructure;
import ansatz.continuum.observable.OneBodyDensity;
import ansatz.continuum.observable.PairDistance;
import ansatz.continuum.observable.PairDistribution;
import ansatz.continuum.observable.SpinPairs;
import ansatz.continuum.problem.Atom;
import ansatz.continuum.problem.ElectronGas;
import ansatz.continuum.problem.Interaction;
import ansatz.continuum.problem.NeutronMatter;
import ansatz.continuum.problem.QuantumDot;
import ansatz.continuum.problem.Trap;
import ansatz.continuum.problem.UnitaryGas;
import ansatz.continuum.sampler.Langevin;
import ansatz.continuum.sampler.RandomWalk;
import ansatz.schema.Catalogue;
import java.util.List;

/// What a study of particles in continuous space can name, besides wave functions.
public final class ParticleTypes implements Catalogue {
    /// For [java.util.ServiceLoader].
    public ParticleTypes() {}

    @Override
    public List<Class<? extends Record>> types() {
        return List.of(
                ParticleGroundState.class,
                Trap.class,
                QuantumDot.class,
                Atom.class,
                ElectronGas.class,
                NeutronMatter.class,
                UnitaryGas.class,
                Interaction.None.class,
                Interaction.Coulomb.class,
                Interaction.HarmonicPairs.class,
                Interaction.HardSpheres.class,
                Interaction.CalogeroSutherland.class,
                RandomWalk.class,
                Langevin.class,
                OneBodyDensity.class,
                PairDistance.class,
                PairDistribution.class,
                DensityStructure.class,
                SpinPairs.class);
    }
}
