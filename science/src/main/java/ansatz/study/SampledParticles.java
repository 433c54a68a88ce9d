package ansatz.study;

import ansatz.continuum.cost.Clipping;
import ansatz.continuum.cost.ParticleEnergies;
import ansatz.continuum.model.ParticleWaveFunction;
import ansatz.continuum.observable.ParticleEstimator;
import ansatz.continuum.problem.ParticleProblem;
import ansatz.continuum.sampler.NotFinite;
import ansatz.continuum.sampler.ParticleSampling;
import ansatz.engine.parallel.Team;
import ansatz.model.LogDerivatives;
import ansatz.model.TracedDerivatives;
import ansatz.schema.Reference;
import ansatz.statistics.Convergence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Particles in continuous space, their energies and what these consist of.
final class SampledParticles implements Sampled {
    /// Walkers whose logarithms are compared in one part of the work.
    private static final int TOGETHER = 32;

    /// Steps over which the share of clipped energies is averaged.
    private static final int RECENT = 20;

    private final ParticleGroundState study;
    private final ParticleProblem problem;
    private final ParticleWaveFunction psi;
    private final Team team;
    /// What psi is fitted to at first; null if nothing.
    private final @Nullable ParticleWaveFunction target;
    private final ParticleSampling sampling;
    private final ParticleEnergies energies;
    private final TracedDerivatives derivatives;
    private final EnergyParts parts;
    private final ParticleObservations observations;
    private final @Nullable Reference reference;
    private final double[] weights;
    private double[] theta = {};
    /// The positions of a step that takes several draws, draw by draw.
    private double[] kept = {};
    private double[] clipped = {};
    private double clippedShare = Double.NaN;
    /// The standard deviation of log |psi| - log |target|.
    private double mismatch = Double.NaN;
    /// The share of clipped energies in the last steps.
    private double recentlyClipped;

    SampledParticles(ParticleGroundState study, Team team) {
        this.study = study;
        this.problem = study.problem();
        this.psi = ParticleWaveFunction.of(study.model(), problem.system());
        this.team = team;
        this.target = study.pretraining().steps() == 0
                ? null
                : ParticleWaveFunction.of(study.pretraining().target(), problem.system());
        this.sampling = study.sampler().on(psi, study.seed(), team);
        this.energies = new ParticleEnergies(problem.hamiltonian(), psi, sampling.walkers(), team);
        this.derivatives = psi.derivatives(team);
        this.parts = new EnergyParts(problem, energies);
        this.observations = new ParticleObservations(problem, study.observables(), sampling.walkers(), team);
        this.reference = problem.reference().orElse(null);
        this.weights = new double[sampling.walkers()];
        Arrays.fill(weights, 1.0 / weights.length);
    }

    @Override
    public int parameters() {
        return psi.parameterCount();
    }

    @Override
    public double[] initialParameters(long seed) {
        return psi.initialParameters(seed);
    }

    @Override
    public int samples() {
        return sampling.walkers();
    }

    @Override
    public boolean stochastic() {
        return true;
    }

    @Override
    public boolean direct() {
        return false;
    }

    @Override
    public boolean complex() {
        return false;
    }

    @Override
    public double[] weights() {
        return weights;
    }

    @Override
    public void bind(double[] parameters, boolean measured) {
        theta = parameters.clone();
        sampling.bind(theta);
    }

    @Override
    public void advance(Purpose purpose) {
        // at the very beginning walkers are not where psi is large, and the step is only a guess
        for (int k = 0;
                sampling.iteration() < study.evaluation().burnIn()
                        && k < study.evaluation().burnIn();
                k++) {
            sampling.advance(true);
        }
        sampling.advance(purpose != Purpose.MEASURE);
        if (purpose == Purpose.SETTLE) {
            return;
        }
        energies.evaluate(theta, sampling.positions());
        mismatch = Double.NaN;
        clippedShare = Double.NaN; // nothing is clipped in a measurement
        if (purpose == Purpose.PREPARE && target != null) {
            var clipping = Clipping.of(halfDifferences(target), study.clip());
            clipped = clipping.values();
            clippedShare = clipping.share();
        }
        if (purpose == Purpose.OPTIMISE) {
            var clipping = Clipping.of(energies.values(), study.clip());
            clipped = clipping.values();
            clippedShare = clipping.share();
            recentlyClipped += (clippedShare - recentlyClipped) / RECENT;
        }
    }

    /// (log |psi| - log |target|)/2 of each walker, which makes the gradient of an energy that of the mean square
    /// of the
    /// difference.
    private double[] halfDifferences(ParticleWaveFunction known) {
        double[] own = logs(psi, theta);
        double[] other = logs(known, known.initialParameters(study.seed()));
        double mean = 0;
        double square = 0;
        for (int n = 0; n < own.length; n++) {
            if (!Double.isFinite(other[n])) {
                throw NotFinite.of(
                        "log |pretraining.target|",
                        other[n],
                        n,
                        sampling.positions(),
                        n * problem.system().coordinates(),
                        problem.system());
            }
            own[n] = (own[n] - other[n]) / 2;
            mean += own[n] / own.length;
            square += own[n] * own[n] / own.length;
        }
        mismatch = 2 * Math.sqrt(Math.max(0, square - mean * mean));
        return own;
    }

    private double[] logs(ParticleWaveFunction of, double[] parameters) {
        int walkers = sampling.walkers();
        int width = problem.system().coordinates();
        var logs = new double[walkers];
        team.run((walkers + TOGETHER - 1) / TOGETHER, (worker, task) -> {
            int first = task * TOGETHER;
            int count = Math.min(TOGETHER, walkers - first);
            var out = new double[count];
            of.logs(
                    parameters,
                    Arrays.copyOfRange(sampling.positions(), first * width, (first + count) * width),
                    count,
                    out);
            System.arraycopy(out, 0, logs, first, count);
        });
        return logs;
    }

    @Override
    public void draw() {
        parts.draw(weights);
        observations.draw(new ParticleEstimator.Drawn(psi, theta, sampling.positions()), weights);
    }

    @Override
    public double[] energies() {
        return energies.values();
    }

    @Override
    public double[] imaginary() {
        return new double[0];
    }

    @Override
    public double[] residuals() {
        return clipped;
    }

    @Override
    public double mean() {
        double sum = 0;
        for (double energy : energies.values()) {
            sum += energy / weights.length;
        }
        return sum;
    }

    @Override
    public double variance() {
        double mean = mean();
        double sum = 0;
        for (double energy : energies.values()) {
            sum += (energy - mean) * (energy - mean) / weights.length;
        }
        return sum;
    }

    @Override
    public double realVariance() {
        return variance();
    }

    @Override
    public void keep(int draw, int draws) {
        double[] positions = sampling.positions();
        if (kept.length != draws * positions.length) {
            kept = new double[Math.multiplyExact(draws, positions.length)];
        }
        System.arraycopy(positions, 0, kept, draw * positions.length, positions.length);
    }

    @Override
    public LogDerivatives logDerivatives(int draws) {
        return derivatives.at(
                theta,
                ParticleWaveFunction.POSITIONS,
                draws == 1 ? sampling.positions() : kept,
                draws * sampling.walkers());
    }

    @Override
    public double acceptance() {
        return sampling.acceptance();
    }

    @Override
    public List<Measurement> measurements() {
        var measurements = new ArrayList<Measurement>();
        if (!Double.isNaN(mismatch)) {
            measurements.add(new Measurement("mismatch", mismatch));
        }
        measurements.add(
                new Measurement("step_size", sampling.step() / problem.system().scale(), "lengths of the system"));
        measurements.add(new Measurement("clipped", clippedShare));
        return measurements;
    }

    @Override
    public @Nullable Reference reference() {
        return reference;
    }

    @Override
    public String unit() {
        return problem.unit();
    }

    @Override
    public double centre() {
        return 0;
    }

    @Override
    public double halfWidth() {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    public String remedy() {
        return "lower optimizer.rate or raise optimizer.shift; at the first step, look at the potentials and at the wave"
                + " function there";
    }

    @Override
    public Convergence verdict() {
        return observations.kept().verdict();
    }

    @Override
    public Convergence remarks() {
        // the acceptance is judged with the energies
        return parameters() == 0 ? new Convergence(List.of()) : Convergence.ofClipping(recentlyClipped);
    }

    @Override
    public Observations.Findings findings() {
        var found = observations.kept().findings();
        var results = new ArrayList<>(parts.results());
        results.addAll(found.results());
        return new Observations.Findings(results, found.curves());
    }

    @Override
    public NamedArray configurations() {
        return NamedArray.of(
                "positions",
                sampling.positions(),
                sampling.walkers(),
                problem.system().particles().count(),
                problem.system().space().dimension());
    }

    @Override
    public void addTo(State state) {
        state.put("iteration", sampling.iteration())
                .put("positions", sampling.positions())
                .put("step_size", sampling.step())
                .put("recently_clipped", recentlyClipped)
                .put("parts", parts.state())
                .put("observables", observations.kept().state());
    }

    @Override
    public void restore(State state, int draws) {
        sampling.restore(state.whole("iteration"), state.real("step_size"), state.doubles("positions", -1));
        recentlyClipped = state.real("recently_clipped");
        parts.restore(state.doubles("parts", -1), draws);
        observations.kept().restore(state.doubles("observables", -1), draws);
    }
}
