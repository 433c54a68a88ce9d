package ansatz.study;

import ansatz.model.Walkers;
import ansatz.model.WaveFunction;
import ansatz.observable.Estimator;
import ansatz.observable.Observable;
import ansatz.observable.Setting;
import ansatz.problem.SpinProblem;
import ansatz.problem.StateVector;
import ansatz.sampler.Sampling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The observables of spins on a lattice in an evaluation.
final class SpinObservations {
    private final Sampling sampling;
    private final List<Estimator> estimators = new ArrayList<>();
    private final Observations observations;
    private final Known known;
    private @Nullable Optional<StateVector> exact;

    /// The exact state.
    ///
    /// @param state computed when it is asked for, empty where it is not known
    /// @param source where it comes from
    record Known(Supplier<Optional<StateVector>> state, String source) {}

    SpinObservations(
            SpinProblem problem,
            OptionalInt sector,
            Known known,
            List<Observable> observables,
            WaveFunction psi,
            Sampling sampling) {
        this.known = known;
        this.sampling = sampling;
        var measured = new ArrayList<Observations.Columns>();
        for (var observable : observables) {
            var estimator = observable.on(new Setting(problem, psi, sampling, sector, this::exactState));
            estimators.add(estimator);
            measured.add(new Observations.Columns(
                    observable.label().replace('_', ' '),
                    estimator.columns(),
                    estimator.quantities(),
                    new double[0],
                    () -> exactState().map(estimator::exact)));
        }
        this.observations =
                new Observations(measured, sampling.ensemble().chains(), sampling.stochastic(), known.source());
    }

    private Optional<StateVector> exactState() {
        var state = exact;
        if (state == null) {
            state = known.state().get();
            exact = state;
        }
        return state;
    }

    void bind(double[] theta) {
        estimators.forEach(estimator -> estimator.bind(theta));
    }

    /// A part of [Sampling.Visitor].
    void visit(int block, int first, Walkers walkers) {
        for (int e = 0; e < estimators.size(); e++) {
            estimators.get(e).visit(block, first, walkers, observations.values(e));
        }
    }

    /// Keeps what all blocks of an iteration gave.
    void draw() {
        for (int e = 0; e < estimators.size(); e++) {
            estimators.get(e).complete(observations.values(e));
        }
        observations.draw(sampling.weights());
    }

    /// What was kept.
    Observations kept() {
        return observations;
    }
}
