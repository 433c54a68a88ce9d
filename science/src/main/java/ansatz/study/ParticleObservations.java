package ansatz.study;

import ansatz.continuum.observable.ParticleEstimator;
import ansatz.continuum.observable.ParticleObservable;
import ansatz.continuum.problem.ParticleProblem;
import ansatz.engine.parallel.Team;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The observables of particles in an evaluation.
final class ParticleObservations {
    /// Walkers that are looked at together.
    private static final int TOGETHER = 32;

    private final int walkers;
    private final Team team;
    private final List<ParticleEstimator> estimators = new ArrayList<>();
    private final Observations observations;

    ParticleObservations(ParticleProblem problem, List<ParticleObservable> observables, int walkers, Team team) {
        this.walkers = walkers;
        this.team = team;
        var columns = new ArrayList<Observations.Columns>();
        for (var observable : observables) {
            var estimator = observable.on(problem.system(), problem.lengthUnit());
            estimators.add(estimator);
            columns.add(new Observations.Columns(
                    observable.label().replace('_', ' '),
                    estimator.columns(),
                    estimator.quantities(),
                    estimator.one(),
                    Optional::empty));
        }
        this.observations = new Observations(columns, walkers, true, "");
    }

    /// Measures in all walkers and keeps what was found.
    ///
    /// @param weights the weight of each walker
    void draw(ParticleEstimator.Drawn drawn, double[] weights) {
        if (!estimators.isEmpty()) {
            team.run((walkers + TOGETHER - 1) / TOGETHER, (worker, part) -> {
                int from = part * TOGETHER;
                int to = Math.min(walkers, from + TOGETHER);
                for (int e = 0; e < estimators.size(); e++) {
                    estimators.get(e).functions().of(drawn, from, to, observations.values(e));
                }
            });
        }
        observations.draw(weights);
    }

    /// What was kept.
    Observations kept() {
        return observations;
    }
}
