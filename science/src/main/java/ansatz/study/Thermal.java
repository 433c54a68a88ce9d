package ansatz.study;

import ansatz.lattice.BondList;
import ansatz.lattice.Lattice;
import ansatz.schema.Checked;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import ansatz.thermal.ClassicalIsing;
import ansatz.thermal.ClassicalModel;
import ansatz.thermal.Update;
import ansatz.thermal.Wolff;

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

        @Key("the spins at the beginning") Start start)
        implements Study, Checked {

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
    public static final Thermal DEFAULTS =
            new Thermal("Thermal equilibrium", 1, ClassicalIsing.DEFAULTS, 2, Wolff.DEFAULTS, 8, 2000, 200, Start.HOT);

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
                DEFAULTS.start);
    }

    /// The same study with another title.
    public Thermal title(String line) {
        return new Thermal(line, seed, problem, temperature, sampler, chains, draws, burnIn, start);
    }

    /// The same study with another seed.
    public Thermal seed(long number) {
        return new Thermal(title, number, problem, temperature, sampler, chains, draws, burnIn, start);
    }

    /// The same study with another way to move.
    public Thermal sampler(Update update) {
        return new Thermal(title, seed, problem, temperature, update, chains, draws, burnIn, start);
    }

    /// The same study with another number of chains.
    public Thermal chains(int number) {
        return new Thermal(title, seed, problem, temperature, sampler, number, draws, burnIn, start);
    }

    /// The same study with another number of measurements.
    public Thermal draws(int number) {
        return new Thermal(title, seed, problem, temperature, sampler, chains, number, burnIn, start);
    }

    /// The same study after another number of draws that are thrown away.
    public Thermal burnIn(int number) {
        return new Thermal(title, seed, problem, temperature, sampler, chains, draws, number, start);
    }

    /// The same study from other spins.
    public Thermal start(Start spins) {
        return new Thermal(title, seed, problem, temperature, sampler, chains, draws, burnIn, spins);
    }

    @Override
    public void check(Problems problems) {
        if (problem.lattice() instanceof BondList list
                && list.bonds().stream().anyMatch(bond -> bond.coupling() != 1)) {
            problems.add(
                    "problem.lattice.bonds",
                    "have couplings of their own, which thermal averages do not serve yet; each must be 1");
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
    public Computation computation(Environment environment) {
        return new ThermalComputation(this, environment);
    }
}
