package ansatz.bench;

import ansatz.continuum.model.Backflow;
import ansatz.continuum.model.DeepSets;
import ansatz.continuum.model.HarmonicOscillator;
import ansatz.continuum.model.MessagePassing;
import ansatz.continuum.model.PadeJastrow;
import ansatz.continuum.model.ParticleModel;
import ansatz.continuum.model.PlaneWaves;
import ansatz.continuum.model.Product;
import ansatz.continuum.model.Slater;
import ansatz.continuum.problem.ElectronGas;
import ansatz.continuum.problem.ParticleProblem;
import ansatz.continuum.problem.QuantumDot;
import ansatz.continuum.space.ParticleSystem;
import ansatz.continuum.space.Space;
import java.util.List;

/// Particles in continuous space with the wave functions of bench/models.md, each key said, so that another default
/// of the library is not another work.
///
/// @param problem the particles and their Hamiltonian
/// @param model the wave function
record ParticleModels(ParticleProblem problem, ParticleModel model) {
    static final int WALKERS = 512;

    /// Fourteen electrons at r_s = 5 with a message-passing state.
    static ParticleModels electronGas() {
        return new ParticleModels(
                new ElectronGas(14, false, 5),
                Product.of(new MessagePassing(PlaneWaves.DEFAULTS, 1, 32, 8, 1, 0.01), new PadeJastrow(1)));
    }

    /// Six electrons in two dimensions with backflow.
    static ParticleModels quantumDot() {
        return new ParticleModels(
                new QuantumDot(2, 6, 1),
                Product.of(
                        Slater.of(new HarmonicOscillator(1)).coordinates(new Backflow(List.of(16), 0.01)),
                        new PadeJastrow(1),
                        new DeepSets(DeepSets.Elements.PAIRS, List.of(16, 16), List.of(16), 0.01)));
    }

    /// The configurations of the walkers: the inputs of all works in open space, on a torus L/2 (1 + wave).
    double[] configurations() {
        ParticleSystem system = problem.system();
        double[] x = Formulas.inputs(WALKERS, system.coordinates());
        if (system.space() instanceof Space.Torus torus) {
            for (int k = 0; k < x.length; k++) {
                x[k] = 0.5 * torus.length() * (1 + x[k] / Math.sqrt(2));
            }
        }
        return x;
    }
}
