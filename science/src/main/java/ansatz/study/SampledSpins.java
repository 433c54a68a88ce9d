package ansatz.study;

import ansatz.cost.LocalEnergies;
import ansatz.engine.parallel.Team;
import ansatz.lattice.Spins;
import ansatz.model.LogDerivatives;
import ansatz.model.WaveFunction;
import ansatz.problem.SpinProblem;
import ansatz.problem.StateVector;
import ansatz.sampler.Gathered;
import ansatz.sampler.Sampling;
import ansatz.schema.Reference;
import ansatz.statistics.Convergence;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Spins on a lattice, their energies and observables.
final class SampledSpins implements Sampled {
    private final GroundState study;
    private final Team team;
    private final WaveFunction psi;
    private final Sampling sampling;
    private final LocalEnergies energies;
    private final SpinObservations observations;
    private final @Nullable Reference reference;
    private double[] theta = {};
    /// The draws of a step that takes several.
    private @Nullable Gathered gathered;

    SampledSpins(GroundState study, Team team) {
        this.study = study;
        this.team = team;
        var problem = study.problem();
        this.psi = study.model().on(problem.lattice());
        var imposed = study.model().imposed(problem.lattice());
        this.sampling = study.sampler().on(problem.lattice(), psi, study.seed(), team);
        this.energies = new LocalEnergies(problem.hamiltonian(), sampling);
        this.observations = new SpinObservations(
                problem,
                study.sampler().sector(),
                new SpinObservations.Known(
                        () -> problem.exactState(study.sampler().sector(), imposed)
                                .map(StateVector::real),
                        SpinProblem.exactStateSource()),
                study.observables(),
                psi,
                sampling);
        this.reference = problem.reference(study.sampler().sector(), imposed).orElse(null);
    }

    @Override
    public int parameters() {
        return psi.parameterCount();
    }

    @Override
    public double[] initialParameters(long seed) {
        return study.start().isEmpty() ? psi.initialParameters(seed) : study.trained();
    }

    @Override
    public int samples() {
        return sampling.ensemble().chains();
    }

    @Override
    public boolean stochastic() {
        return sampling.stochastic();
    }

    @Override
    public boolean direct() {
        return study.sampler().direct();
    }

    @Override
    public boolean complex() {
        return psi.complex();
    }

    @Override
    public double[] weights() {
        return sampling.weights();
    }

    @Override
    public void bind(double[] theta, boolean measured) {
        this.theta = theta;
        sampling.bind(theta);
        if (measured) {
            observations.bind(theta);
        }
    }

    @Override
    public void advance(Purpose purpose) {
        sampling.advance(
                switch (purpose) {
                    case SETTLE -> (block, first, walkers) -> {};
                    case PREPARE -> throw new IllegalArgumentException("spins are not prepared");
                    case OPTIMISE -> energies;
                    case MEASURE ->
                        (block, first, walkers) -> {
                            energies.visit(block, first, walkers);
                            observations.visit(block, first, walkers);
                        };
                });
    }

    @Override
    public void draw() {
        observations.draw();
    }

    @Override
    public double[] energies() {
        return energies.values();
    }

    @Override
    public double[] imaginary() {
        return energies.imaginary();
    }

    @Override
    public double[] residuals() {
        return energies.residuals();
    }

    @Override
    public double mean() {
        return energies.mean(sampling.weights());
    }

    @Override
    public double variance() {
        return energies.variance(sampling.weights());
    }

    @Override
    public double realVariance() {
        return energies.realVariance(sampling.weights());
    }

    @Override
    public void keep(int draw, int draws) {
        if (gathered == null || gathered.draws() != draws) {
            gathered = new Gathered(psi, samples(), draws);
        }
        gathered.put(draw, sampling.ensemble());
    }

    @Override
    public LogDerivatives logDerivatives(int draws) {
        return draws == 1
                ? sampling.ensemble().logDerivatives(team)
                : Objects.requireNonNull(gathered).logDerivatives(theta, team);
    }

    @Override
    public double acceptance() {
        return sampling.acceptance();
    }

    @Override
    public List<Measurement> measurements() {
        return Double.isNaN(sampling.exchangeRate())
                ? List.of()
                : List.of(new Measurement("exchange_rate", sampling.exchangeRate()));
    }

    @Override
    public @Nullable Reference reference() {
        return reference;
    }

    @Override
    public String unit() {
        return study.problem().unit();
    }

    @Override
    public double centre() {
        return study.problem().hamiltonian().centre();
    }

    @Override
    public double halfWidth() {
        return study.problem().hamiltonian().halfWidth();
    }

    @Override
    public String remedy() {
        return "lower optimizer.rate, raise optimizer.shift or lower model.sigma";
    }

    @Override
    public Convergence verdict() {
        return observations.kept().verdict();
    }

    @Override
    public Convergence remarks() {
        return new Convergence(List.of());
    }

    @Override
    public Observations.Findings findings() {
        return observations.kept().findings();
    }

    @Override
    public NamedArray configurations() {
        int chains = sampling.ensemble().chains();
        var out = new byte[chains * psi.sites()];
        int at = 0;
        for (var block : sampling.ensemble().blocks()) {
            Spins s = block.spins();
            for (int c = 0; c < s.count(); c++) {
                for (int i = 0; i < s.sites(); i++) {
                    out[at++] = (byte) s.get(i, c);
                }
            }
        }
        return NamedArray.of("spins", out, chains, psi.sites());
    }

    @Override
    public void addTo(State state) {
        state.put("iteration", sampling.iteration())
                .put("spins", sampling.configurations())
                .put("observables", observations.kept().state());
    }

    @Override
    public void restore(State state, int draws) {
        sampling.restore(state.whole("iteration"), state.longs("spins", -1));
        observations.kept().restore(state.doubles("observables", -1), draws);
    }
}
