package ansatz.study;

import ansatz.lattice.BondList;
import ansatz.lattice.Lattice;
import ansatz.schema.Checked;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import ansatz.schema.Reference;
import ansatz.thermal.ClassicalIsing;
import ansatz.thermal.ClassicalModel;
import ansatz.thermal.Update;
import ansatz.thermal.Wolff;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Classical spins at a temperature: energy, heat capacity, magnetisation, susceptibility and Binder cumulant.
@Name(
        value = "thermal",
        summary = "Classical spins at a temperature: energy, heat capacity, order parameter and its fluctuations",
        cite = "K. Binder and D. W. Heermann, Monte Carlo Simulation in Statistical Physics (Springer)")
public record Thermal(
        @Key("what the study is about, one line") String title,
        @Key("seed of all random numbers") long seed,
        @Key(value = "the model", required = true) ClassicalModel problem,

        @Key(value = "temperature, times the Boltzmann constant", unit = "of the problem", above = 0, max = 1e6)
        double temperature,

        @Key("how a chain moves") Update sampler,

        @Key(value = "number of independent chains", min = 2, max = 10_000)
        int chains,

        @Key(
                value = "measurements of each chain; between two of them each site is looked at about once",
                min = 32,
                max = 1e8)
        int draws,

        @Key(value = "draws that are thrown away first", min = 1, max = 1e8)
        int burnIn,

        @Key("the spins at the beginning") Start start,

        @Key(
                value = "other temperatures at which the same draws give results, by reweighting",
                unit = "of the problem",
                above = 0,
                max = 1e6)
        List<Double> reweight)
        implements Study, Checked {

    /// The name of the mean energy a site.
    static final String ENERGY = "energy_per_site";

    /// The name of the heat capacity a site.
    static final String HEAT_CAPACITY = "heat_capacity_per_site";

    /// The names of the energies a site of the phases that begin hot and cold, and of their difference.
    static final String ENERGY_HOT = "energy_hot_start";

    static final String ENERGY_COLD = "energy_cold_start";

    static final String LATENT_HEAT = "latent_heat";

    /// The names of the energies a site and of the order parameters of all draws in samples.npz, `[chain][draw]`.
    static final String ENERGIES = "energies_per_site";

    static final String ORDERS = "orders";

    public Thermal {
        reweight = List.copyOf(reweight);
    }

    /// The spins at the beginning.
    public enum Start {
        /// Every spin at random.
        HOT,
        /// All spins equal.
        COLD,
        /// One half of the chains hot, the other cold: at a transition of first order each half keeps to
        /// its phase,
        /// and the difference of their energies is the latent heat.
        BOTH
    }

    /// The Ising ring at T = 2.
    public static final Thermal DEFAULTS = new Thermal(
            "Thermal equilibrium", 1, ClassicalIsing.DEFAULTS, 2, Wolff.DEFAULTS, 8, 2000, 200, Start.HOT, List.of());

    /// The defaults for a model at a temperature.
    public static Thermal of(ClassicalModel model, double temperature) {
        return new Thermal(
                DEFAULTS.title,
                DEFAULTS.seed,
                model,
                temperature,
                DEFAULTS.sampler,
                DEFAULTS.chains,
                DEFAULTS.draws,
                DEFAULTS.burnIn,
                DEFAULTS.start,
                DEFAULTS.reweight);
    }

    /// The same study with another title.
    public Thermal title(String line) {
        return new Thermal(line, seed, problem, temperature, sampler, chains, draws, burnIn, start, reweight);
    }

    /// The same study with another seed.
    public Thermal seed(long number) {
        return new Thermal(title, number, problem, temperature, sampler, chains, draws, burnIn, start, reweight);
    }

    /// The same study with another way to move.
    public Thermal sampler(Update update) {
        return new Thermal(title, seed, problem, temperature, update, chains, draws, burnIn, start, reweight);
    }

    /// The same study with another number of chains.
    public Thermal chains(int number) {
        return new Thermal(title, seed, problem, temperature, sampler, number, draws, burnIn, start, reweight);
    }

    /// The same study with another number of measurements.
    public Thermal draws(int number) {
        return new Thermal(title, seed, problem, temperature, sampler, chains, number, burnIn, start, reweight);
    }

    /// The same study after another number of draws that are thrown away.
    public Thermal burnIn(int number) {
        return new Thermal(title, seed, problem, temperature, sampler, chains, draws, number, start, reweight);
    }

    /// The same study from other spins.
    public Thermal start(Start spins) {
        return new Thermal(title, seed, problem, temperature, sampler, chains, draws, burnIn, spins, reweight);
    }

    /// The same study with results at other temperatures too, from the same draws.
    public Thermal reweight(double... temperatures) {
        List<Double> others = Arrays.stream(temperatures).boxed().toList();
        return new Thermal(title, seed, problem, temperature, sampler, chains, draws, burnIn, start, others);
    }

    @Override
    public void check(Problems problems) {
        if (problem.lattice() instanceof BondList list
                && list.bonds().stream().anyMatch(bond -> bond.coupling() != 1)) {
            problems.add(
                    "problem.lattice.bonds",
                    "have couplings of their own, which thermal averages do not serve yet; each must be 1");
        }
        if (start == Start.BOTH && !reweight.isEmpty()) {
            problems.add(
                    "reweight", "is not possible from two phases, which start = \"both\" asks for; let it be empty");
        }
        sampler.check(problem, (key, text) -> problems.add(key.isEmpty() ? "sampler" : "sampler." + key, text));
    }

    @Override
    public double memory() {
        Lattice lattice = problem.lattice();
        // spins, scratch space, the neighbours of each site; measurements with their powers in the statistics
        return lattice.sites() * (8.0 * chains + 100) + 8.0 * 8 * chains * draws;
    }

    @Override
    public Map<String, Reference> known() {
        return start == Start.BOTH || problem.exactIsQuick() ? references() : Map.of();
    }

    /// The results that exact values say.
    Map<String, Reference> references() {
        if (start == Start.BOTH) {
            return problem.coexistence(temperature)
                    .map(phases -> Map.of(
                            ENERGY_HOT, Reference.exact(phases.disordered(), phases.source()),
                            ENERGY_COLD, Reference.exact(phases.ordered(), phases.source()),
                            LATENT_HEAT, Reference.exact(phases.disordered() - phases.ordered(), phases.source())))
                    .orElse(Map.of());
        }
        return problem.exact(temperature)
                .map(values -> Map.of(
                        ENERGY, Reference.exact(values.energy(), values.source()),
                        HEAT_CAPACITY, Reference.exact(values.heatCapacity(), values.source())))
                .orElse(Map.of());
    }

    @Override
    public Optional<Abscissa> abscissa(String key) {
        return key.equals("temperature")
                ? Optional.of(Abscissa.of(problem.unit() + "/k_B", "T_c", problem.critical()))
                : Optional.empty();
    }

    @Override
    public List<Result> together(List<Measured> points) {
        return BinderCrossing.of(points);
    }

    @Override
    public List<Adjustable> adjustable(Study before) {
        return List.of(
                Adjustable.always(Adjustable.TITLE),
                Adjustable.always("reweight"),
                new Adjustable(
                        Set.of("draws"),
                        "draws must be at least those that were made",
                        (phase, step) -> !phase.equals(ThermalComputation.MEASURE)
                                || step == draws
                                || (step < draws && step % ThermalComputation.batch(this) == 0)));
    }

    @Override
    public Computation computation(Environment environment) {
        return new ThermalComputation(this, environment);
    }
}
