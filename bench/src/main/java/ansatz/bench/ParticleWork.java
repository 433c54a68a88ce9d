package ansatz.bench;

import ansatz.continuum.cost.ParticleEnergies;
import ansatz.continuum.model.ParticleWaveFunction;
import ansatz.engine.parallel.Team;
import ansatz.engine.trace.Trace;
import java.util.Map;

/// Local energies of particles in continuous space, as a study computes them.
final class ParticleWork implements Work {
    private final Team team;
    private final ParticleEnergies energies;
    private final double[] theta;
    private final double[] positions;

    ParticleWork(ParticleModels of, int threads) {
        var system = of.problem().system();
        var psi = ParticleWaveFunction.of(of.model(), system);
        var trace = new Trace();
        psi.logPsi(ParticleWaveFunction.positions(trace, system));
        this.theta = Models.theta(trace.parameters());
        this.positions = of.configurations();
        this.team = Team.of(threads);
        this.energies = new ParticleEnergies(of.problem().hamiltonian(), psi, ParticleModels.WALKERS, team);
    }

    @Override
    public void step() {
        energies.evaluate(theta, positions);
    }

    @Override
    public Map<String, double[]> result() {
        step();
        return Map.of("energy", energies.values().clone());
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("threads", Integer.toString(team.size()));
    }

    @Override
    public void close() {
        team.close();
    }
}
