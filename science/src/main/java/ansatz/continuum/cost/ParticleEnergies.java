package ansatz.continuum.cost;

import ansatz.continuum.model.ParticleModel;
import ansatz.continuum.model.ParticleWaveFunction;
import ansatz.continuum.problem.Exchange;
import ansatz.continuum.problem.Hamiltonian;
import ansatz.continuum.problem.Potential;
import ansatz.continuum.sampler.NotFinite;
import ansatz.continuum.space.ParticleSystem;
import ansatz.continuum.space.Species;
import ansatz.engine.array.Shape;
import ansatz.engine.execute.Executable;
import ansatz.engine.parallel.Team;
import ansatz.engine.trace.Trace;
import ansatz.engine.trace.Value;
import ansatz.engine.transform.Simplify;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The local energies E_L(x) = (H psi)(x) / psi(x) of all walkers, with their parts.
///
/// The kinetic part is -(hbar^2/2m) (lap log|psi| + |grad log|psi||^2), log |psi| with its gradient and Laplacian
/// from one sweep of the forward Laplacian, in one program with all potentials; in several sweeps, each by the
/// coordinates of some of the particles, where the Jacobians would take too much memory ([KineticEnergies]).
///
/// A planned buffer: it is filled anew with each iteration. Used by one thread at a time.
public final class ParticleEnergies {
    private static final String PARTS = "parts";
    private static final String WEIGHTS = "weights";

    /// Walkers whose exchanges are evaluated in one part of the work.
    private static final int TOGETHER = 8;

    /// Bytes that a thread may take for the derivatives by all coordinates.
    private static final long MOST_BYTES = 1L << 29;

    private final ParticleSystem system;
    private final ParticleWaveFunction psi;
    private final Team team;
    private final int walkers;
    private final List<String> names;
    private final Plan plan;
    /// Takes the kinetic energies in blocks; null where the program above yields them.
    private final @Nullable KineticEnergies kinetic;

    private final double[] outputs;
    /// `[part][walker]`.
    private final double[][] parts;

    private final double[] squaredGradients;
    private final double[] energies;

    /// One program for all of a walker.
    ///
    /// @param columns the numbers of a walker in its output: kinetic energy, its other estimator, potentials
    private record Plan(Executable executable, int columns, List<Exchanged> exchanges) {}

    /// Pairs that exchange their positions.
    ///
    /// @param part the number of the part
    /// @param offset of the first weight among all weights
    private record Exchanged(int part, int offset, int[][] pairs) {}

    /// @param walkers how many configurations there are
    public ParticleEnergies(Hamiltonian hamiltonian, ParticleWaveFunction psi, int walkers, Team team) {
        this(hamiltonian, psi, walkers, team, MOST_BYTES);
    }

    /// @param mostBytes that a thread may take for the derivatives by all coordinates; where they take more, they
    /// are
    /// taken for some of the particles at a time
    ParticleEnergies(Hamiltonian hamiltonian, ParticleWaveFunction psi, int walkers, Team team, long mostBytes) {
        this.system = psi.system();
        this.psi = psi;
        this.team = team;
        this.walkers = walkers;
        var all = new ArrayList<>(List.of("kinetic"));
        hamiltonian.parts().forEach(part -> all.add(part.name()));
        this.names = List.copyOf(all);
        var whole = plan(hamiltonian, true);
        int blocks = blocks(hamiltonian, whole.executable.tileBytes(), mostBytes);
        this.kinetic = blocks == 1 ? null : new KineticEnergies(hamiltonian, psi, blocks, walkers, team);
        this.plan = blocks == 1 ? whole : plan(hamiltonian, false);
        this.outputs = new double[Math.multiplyExact(walkers, plan.columns)];
        this.parts = new double[names.size()][walkers];
        this.squaredGradients = new double[walkers];
        this.energies = new double[walkers];
    }

    /// The bytes that a thread takes for the derivatives by the coordinates, about: three values as large as the
    /// largest
    /// of the formula, with the rows of their Jacobians. Cheap, and a double, since a study may ask for more than
    /// fits.
    public static double memory(ParticleModel model, ParticleSystem system) {
        var trace = new Trace();
        var log = model.logPsi(ParticleWaveFunction.positions(trace, system), system)
                .log();
        var program = trace.output(PARTS, log).program();
        double largest = program.instructions().stream()
                .filter(instruction -> instruction.type().perSample())
                .mapToDouble(instruction -> instruction.type().shape().size())
                .max()
                .orElse(0);
        int most = KineticEnergies.possible(system).getLast();
        double whole = bytes(largest, system.coordinates());
        return Math.min(whole, Math.max(MOST_BYTES, bytes(largest, KineticEnergies.coordinates(system, most))));
    }

    private static double bytes(double largest, int coordinates) {
        return 3 * largest * (coordinates + 2.0) * Executable.LEAST_SAMPLES * Double.BYTES;
    }

    /// @param kinetic whether the kinetic energies are computed too; else there are zeros for them
    private Plan plan(Hamiltonian hamiltonian, boolean kinetic) {
        var trace = new Trace();
        Value x = ParticleWaveFunction.positions(trace, system);
        var columns = new ArrayList<Value>();
        // zeros of each sample, not one for all of them
        columns.add(
                kinetic
                        ? KineticEnergies.kinetic(hamiltonian, psi, counts(), x)
                        : x.sum().times(trace.constant(Shape.of(2), 0)));
        var exchanges = new ArrayList<Exchanged>();
        var weights = new ArrayList<Value>();
        int offset = 0;
        for (int k = 0; k < hamiltonian.parts().size(); k++) {
            switch (hamiltonian.parts().get(k).term()) {
                case Potential potential ->
                    columns.add(scalar(
                            potential.of(x, system), hamiltonian.parts().get(k).name()));
                case Exchange exchange -> {
                    var pairs = exchange.pairs(system);
                    columns.add(trace.constant(Shape.of(1), 0));
                    weights.add(exchange.weights(x, system));
                    exchanges.add(new Exchanged(k + 1, offset, pairs));
                    offset += pairs.length;
                }
            }
        }
        trace.output(PARTS, joined(columns));
        if (!weights.isEmpty()) {
            trace.output(WEIGHTS, joined(weights));
        }
        return new Plan(Executable.of(Simplify.apply(trace.program()), team), columns.size() + 1, exchanges);
    }

    private List<Integer> counts() {
        return system.particles().species().stream().map(Species::count).toList();
    }

    /// The least number of blocks of particles whose derivatives fit.
    ///
    /// @param bytes that a single block takes
    private int blocks(Hamiltonian hamiltonian, long bytes, long mostBytes) {
        var possible = KineticEnergies.possible(system);
        int blocks = 1;
        long taken = bytes;
        while (taken > mostBytes && blocks < possible.getLast()) {
            // memory is at most proportional to the coordinates of a block, where all blocks are alike
            int before = blocks;
            double wanted = blocks * (double) taken / mostBytes;
            blocks = possible.stream()
                    .filter(k -> k > before && k >= wanted)
                    .findFirst()
                    .orElse(possible.getLast());
            taken = new KineticEnergies(hamiltonian, psi, blocks, 0, team).tileBytes();
        }
        return blocks;
    }

    private static Value scalar(Value given, String name) {
        if (given.shape().size() != 1) {
            throw new IllegalArgumentException(
                    "the potential " + name + " is one number, but its formula gives " + given.shape());
        }
        return given.reshape(1);
    }

    private static Value joined(List<Value> values) {
        return Value.concat(
                0, values.getFirst(), values.subList(1, values.size()).toArray(Value[]::new));
    }

    /// Computes the local energies.
    ///
    /// @param theta the parameters
    /// @param positions of all walkers, `[walker][particle][axis]`
    /// @throws NotFinite if a part is not a finite number
    public void evaluate(double[] theta, double[] positions) {
        var executable = plan.executable;
        int columns = plan.columns;
        var results = executable.run(executable
                .arguments()
                .theta(theta)
                .input(ParticleWaveFunction.POSITIONS, positions)
                .into(PARTS, outputs, 0, columns)
                .samples(walkers));
        if (kinetic != null) {
            kinetic.evaluate(theta, positions, parts[0], squaredGradients);
        }
        for (int n = 0; n < walkers; n++) {
            if (kinetic == null) {
                parts[0][n] = outputs[n * columns];
                squaredGradients[n] = outputs[n * columns + 1];
            }
            for (int p = 1; p < parts.length; p++) {
                parts[p][n] = outputs[n * columns + 1 + p];
            }
        }
        if (!plan.exchanges.isEmpty()) {
            double[] weights = results.get(WEIGHTS);
            int all = plan.exchanges.stream().mapToInt(e -> e.pairs.length).sum();
            plan.exchanges.forEach(exchange -> exchange(exchange, weights, all, theta, positions));
        }
        for (int n = 0; n < walkers; n++) {
            double sum = 0;
            for (int p = 0; p < parts.length; p++) {
                double part = parts[p][n];
                if (!Double.isFinite(part)) {
                    throw NotFinite.of(
                            "the " + names.get(p) + " energy", part, n, positions, n * system.coordinates(), system);
                }
                sum += part;
            }
            energies[n] = sum;
        }
    }

    /// sum_ij w(r_ij) psi(P_ij x) / psi(x) of each walker.
    private void exchange(Exchanged of, double[] weights, int stride, double[] theta, double[] positions) {
        team.run((walkers + TOGETHER - 1) / TOGETHER, (worker, task) -> {
            int first = task * TOGETHER;
            int count = Math.min(TOGETHER, walkers - first);
            double[] ratios = Exchanges.ratios(psi, theta, positions, first, count, of.pairs);
            for (int n = 0; n < count; n++) {
                double sum = 0;
                for (int p = 0; p < of.pairs.length; p++) {
                    sum += weights[(first + n) * stride + of.offset + p] * ratios[n * of.pairs.length + p];
                }
                parts[of.part][first + n] = sum;
            }
        });
    }

    /// The local energies by walker; not to be changed.
    public double[] values() {
        return energies;
    }

    /// The names of the parts: "kinetic", then those of the Hamiltonian.
    public List<String> names() {
        return names;
    }

    /// The parts of the local energies, `[part][walker]`; not to be changed.
    public double[][] parts() {
        return parts;
    }

    /// sum (hbar^2/2m) |grad log|psi||^2 by walker, which has the mean of the kinetic energy; not to be changed.
    public double[] squaredGradients() {
        return squaredGradients;
    }
}
