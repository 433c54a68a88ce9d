package ansatz.study;

import ansatz.engine.parallel.Team;
import ansatz.schema.Reference;
import ansatz.statistics.Chains;
import ansatz.statistics.Check;
import ansatz.statistics.Convergence;
import ansatz.statistics.Estimate;
import ansatz.statistics.Jackknife;
import ansatz.thermal.ClassicalModel;
import ansatz.thermal.Reweighting;
import ansatz.thermal.Simulation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// The two phases of a simulation: chains come to equilibrium; then they are measured.
final class ThermalComputation implements Computation {
    private static final String EQUILIBRATE = "equilibrate";
    static final String MEASURE = "measure";

    /// Site visits of one step of the computation, some tens of milliseconds.
    private static final double VISITS = 4e6;

    private final Thermal study;
    private final Team team;
    private final Simulation simulation;
    private final Map<String, Reference> known;
    private final int hot;
    private final double[][] energy;
    private final double[][] order;
    private int equilibrated;
    private int measured;

    ThermalComputation(Thermal study, Environment environment) {
        this.study = study;
        this.team = Team.of(environment.threads());
        this.hot = switch (study.start()) {
            case HOT -> study.chains();
            case COLD -> 0;
            case BOTH -> study.chains() / 2;
        };
        this.simulation = new Simulation(
                study.problem(), study.temperature(), study.sampler(), study.chains(), hot, study.seed(), team);
        this.known = study.references();
        this.energy = new double[study.chains()][study.draws()];
        this.order = new double[study.chains()][study.draws()];
    }

    @Override
    public boolean finished() {
        return measured == study.draws();
    }

    /// How many draws one step makes where there are so many left. They share a stream of random numbers.
    private int batch(int left) {
        return Math.min(batch(study), left);
    }

    /// How many draws a step makes that is not the last one.
    static int batch(Thermal study) {
        double visits = (double) study.problem().lattice().sites() * study.chains();
        return (int) Math.clamp(VISITS / visits, 1, Integer.MAX_VALUE);
    }

    /// Where the last step is shorter than the others, a study of more draws goes on from before it.
    @Override
    public boolean turns() {
        int left = study.draws() - measured;
        return equilibrated == study.burnIn() && left > 0 && left < batch(study);
    }

    @Override
    public Progress advance() {
        if (finished()) {
            throw new IllegalStateException("the simulation is finished: ask for its outcome");
        }
        if (equilibrated < study.burnIn()) {
            int draws = batch(study.burnIn() - equilibrated);
            simulation.equilibrate(draws);
            equilibrated += draws;
            return new Progress(
                    EQUILIBRATE,
                    equilibrated,
                    study.burnIn(),
                    List.of(new Measurement("moves_of_a_draw", simulation.movesOfADraw())));
        }
        int from = measured;
        measured += batch(study.draws() - measured);
        simulation.draw(energy, order, from, measured);
        return new Progress(MEASURE, measured, study.draws(), measurements(from));
    }

    /// Means over the draws of this step; chains are independent, which gives the error.
    private List<Measurement> measurements(int from) {
        var e = new double[energy.length];
        var m = new double[energy.length];
        for (int c = 0; c < e.length; c++) {
            for (int d = from; d < measured; d++) {
                e[c] += energy[c][d] / (measured - from);
                m[c] += Math.abs(order[c][d]) / (measured - from);
            }
        }
        var measurements = new ArrayList<Measurement>();
        measurements.add(mean(Measurement.ENERGY, e, study.problem().unit()));
        Reference exact = known.get(Thermal.ENERGY);
        if (exact != null) {
            measurements.add(new Measurement(
                    Measurement.EXACT, exact.value(), study.problem().unit()));
        }
        measurements.add(mean("order", m, ""));
        return measurements;
    }

    private static Measurement mean(String name, double[] values, String unit) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return new Measurement(name, mean, Math.sqrt(squares / (values.length - 1) / values.length), unit);
    }

    @Override
    public Outcome outcome() {
        if (!finished()) {
            throw new IllegalStateException("the simulation is not finished");
        }
        boolean phases = study.start() == Thermal.Start.BOTH;
        var results = new ArrayList<Result>();
        var checks = new ArrayList<Check>();
        if (phases) {
            Chains above = Chains.of(Arrays.copyOfRange(energy, 0, hot));
            Chains below = Chains.of(Arrays.copyOfRange(energy, hot, energy.length));
            add(results, checks, Thermal.ENERGY_HOT, above);
            add(results, checks, Thermal.ENERGY_COLD, below);
            double difference = above.mean() - below.mean();
            double error = Math.hypot(above.estimate().error(), below.estimate().error());
            results.add(new Result(
                    Thermal.LATENT_HEAT,
                    difference,
                    error,
                    study.problem().unit(),
                    "Monte Carlo",
                    nan(),
                    nan(),
                    nan(),
                    known.get(Thermal.LATENT_HEAT)));
        } else {
            addWhole(results, checks);
        }
        return new Outcome(
                results,
                new Convergence(checks),
                List.of(),
                List.of(
                        NamedArray.of(
                                "spins",
                                simulation.states(),
                                study.chains(),
                                study.problem().lattice().sites()),
                        draws(Thermal.ENERGIES, energy),
                        draws(Thermal.ORDERS, order)));
    }

    private NamedArray draws(String name, double[][] values) {
        return NamedArray.of(
                name, Arrays.stream(values).flatMapToDouble(Arrays::stream).toArray(), study.chains(), study.draws());
    }

    /// The results at other temperatures, each with a check of how many draws count there.
    private void addReweighted(List<Result> results, List<Check> checks, double ess) {
        var other =
                new Reweighting(study.temperature(), study.problem().lattice().sites(), energy, order);
        String unit = study.problem().unit();
        for (double t : study.reweight()) {
            double count = ess * other.share(t);
            var exact = study.problem().exact(t);
            add(results, t, Thermal.ENERGY, other.energy(t), unit, count, exact, ClassicalModel.Exact::energy);
            add(
                    results,
                    t,
                    Thermal.HEAT_CAPACITY,
                    other.heatCapacity(t),
                    "k_B",
                    count,
                    exact,
                    ClassicalModel.Exact::heatCapacity);
            add(results, t, "order", other.order(t), "", count, Optional.empty(), e -> nan());
            add(
                    results,
                    t,
                    "susceptibility_per_site",
                    other.susceptibility(t),
                    "1/" + unit,
                    count,
                    Optional.empty(),
                    e -> nan());
            add(results, t, "binder_cumulant", other.binder(t), "", count, Optional.empty(), e -> nan());
            checks.add(Convergence.ofReweighting("reweighting to " + t, count));
        }
    }

    private static void add(
            List<Result> results,
            double t,
            String name,
            Estimate estimate,
            String unit,
            double count,
            Optional<ClassicalModel.Exact> exact,
            ToDoubleFunction<ClassicalModel.Exact> value) {
        Reference reference = exact.map(known -> Reference.exact(value.applyAsDouble(known), known.source()))
                .orElse(null);
        results.add(new Result(
                name + "_at_" + t,
                estimate.mean(),
                estimate.error(),
                unit,
                "reweighting, jackknife",
                nan(),
                nan(),
                count,
                reference));
    }

    private void addWhole(List<Result> results, List<Check> checks) {
        Chains e = Chains.of(energy);
        add(results, checks, Thermal.ENERGY, e);
        double sites = study.problem().lattice().sites();
        double t = study.temperature();
        results.add(function(
                Thermal.HEAT_CAPACITY,
                List.of(e, power(energy, 2)),
                m -> sites * (m[1] - m[0] * m[0]) / (t * t),
                "k_B"));
        Chains absolute = power(order, 1);
        add(results, checks, "order", absolute);
        results.add(function(
                "susceptibility_per_site",
                List.of(absolute, power(order, 2)),
                m -> sites * (m[1] - m[0] * m[0]) / t,
                "1/" + study.problem().unit()));
        results.add(function(
                "binder_cumulant", List.of(power(order, 2), power(order, 4)), m -> 1 - m[1] / (3 * m[0] * m[0]), ""));
        addReweighted(results, checks, e.ess());
    }

    /// |x|^p, draw by draw.
    private static Chains power(double[][] x, int p) {
        var powers = new double[x.length][];
        for (int c = 0; c < x.length; c++) {
            powers[c] = Arrays.stream(x[c]).map(v -> Math.pow(Math.abs(v), p)).toArray();
        }
        return Chains.of(powers);
    }

    private void add(List<Result> results, List<Check> checks, String name, Chains chains) {
        var diagnosis = chains.diagnose();
        var estimate = diagnosis.estimate();
        boolean isEnergy = name.startsWith("energy");
        results.add(new Result(
                name,
                estimate.mean(),
                estimate.error(),
                isEnergy ? study.problem().unit() : "",
                "Monte Carlo",
                estimate.tau(),
                estimate.rhat(),
                estimate.ess(),
                known.get(name)));
        checks.addAll(Convergence.of(name, diagnosis).checks());
    }

    private Result function(String name, List<Chains> observables, ToDoubleFunction<double[]> f, String unit) {
        Estimate.Jackknife estimate = Jackknife.of(observables, f);
        return new Result(
                name, estimate.mean(), estimate.error(), unit, "jackknife", nan(), nan(), nan(), known.get(name));
    }

    private static double nan() {
        return Double.NaN;
    }

    @Override
    public State state() {
        var state = new State()
                .put("equilibrated", (long) equilibrated)
                .put("measured", (long) measured)
                .put("iteration", simulation.iteration())
                .put("moves", (long) simulation.movesOfADraw())
                .put("spins", simulation.states());
        for (int c = 0; c < energy.length; c++) {
            state.put("energy-" + c, Arrays.copyOf(energy[c], measured));
            state.put("order-" + c, Arrays.copyOf(order[c], measured));
        }
        return state;
    }

    @Override
    public void restore(State state) {
        long draws = state.whole("measured");
        if (draws < 0 || draws > study.draws()) {
            throw new IllegalArgumentException(
                    "the saved simulation has " + draws + " draws; this study has " + study.draws());
        }
        simulation.restore(state.whole("iteration"), (int) state.whole("moves"), state.bytes("spins", -1));
        for (int c = 0; c < energy.length; c++) {
            System.arraycopy(state.doubles("energy-" + c, (int) draws), 0, energy[c], 0, (int) draws);
            System.arraycopy(state.doubles("order-" + c, (int) draws), 0, order[c], 0, (int) draws);
        }
        measured = (int) draws;
        equilibrated = (int) state.whole("equilibrated");
    }

    @Override
    public void close() {
        team.close();
    }
}
