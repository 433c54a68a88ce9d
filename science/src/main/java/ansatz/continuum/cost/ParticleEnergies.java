package ansatz.continuum.cost;

import ansatz.continuum.model.ParticleWaveFunction;
import ansatz.continuum.problem.Exchange;
import ansatz.continuum.problem.Hamiltonian;
import ansatz.continuum.problem.Potential;
import ansatz.continuum.sampler.NotFinite;
import ansatz.continuum.space.ParticleSystem;
import ansatz.engine.array.Shape;
import ansatz.engine.execute.Executable;
import ansatz.engine.parallel.Team;
import ansatz.engine.trace.Trace;
import ansatz.engine.trace.Value;
import ansatz.engine.transform.ForwardLaplacian;
import ansatz.engine.transform.Simplify;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The local energies E_L(x) = (H psi)(x) / psi(x) of all walkers, with their parts.
///
/// The kinetic part is -(hbar^2/2m) (lap log|psi| + |grad log|psi||^2), log |psi| with its gradient and Laplacian
/// from one sweep of the forward Laplacian, in one program with all potentials.
///
/// A planned buffer: it is filled anew with each iteration. Used by one thread at a time.
public final class ParticleEnergies {
    private static final String PARTS = "parts";
    private static final String WEIGHTS = "weights";

    /// Walkers whose exchanges are evaluated in one part of the work.
    private static final int TOGETHER = 8;

    private final ParticleSystem system;
    private final ParticleWaveFunction psi;
    private final Team team;
    private final int walkers;
    private final List<String> names;
    /// The numbers of a walker in the program's output: kinetic energy, its other estimator, potentials.
    private final int columns;

    private final Executable executable;
    private final List<Exchanges> exchanges = new ArrayList<>();
    private final double[] outputs;
    /// `[part][walker]`.
    private final double[][] parts;

    private final double[] squaredGradients;
    private final double[] energies;

    /// Pairs that exchange their positions.
    ///
    /// @param part the number of the part
    /// @param offset of the first weight among all weights
    private record Exchanges(int part, int offset, int[][] pairs) {}

    /// @param walkers how many configurations there are
    public ParticleEnergies(Hamiltonian hamiltonian, ParticleWaveFunction psi, int walkers, Team team) {
        this.system = psi.system();
        this.psi = psi;
        this.team = team;
        this.walkers = walkers;
        var all = new ArrayList<>(List.of("kinetic"));
        hamiltonian.parts().forEach(part -> all.add(part.name()));
        this.names = List.copyOf(all);
        var trace = new Trace();
        Value x = ParticleWaveFunction.positions(trace, system);
        var columnsOfParts = new ArrayList<Value>();
        kinetic(hamiltonian, x, columnsOfParts);
        var weights = new ArrayList<Value>();
        int offset = 0;
        for (int k = 0; k < hamiltonian.parts().size(); k++) {
            switch (hamiltonian.parts().get(k).term()) {
                case Potential potential ->
                    columnsOfParts.add(scalar(
                            potential.of(x, system), hamiltonian.parts().get(k).name()));
                case Exchange exchange -> {
                    var pairs = exchange.pairs(system);
                    columnsOfParts.add(trace.constant(Shape.of(1), 0));
                    weights.add(exchange.weights(x, system));
                    exchanges.add(new Exchanges(k + 1, offset, pairs));
                    offset += pairs.length;
                }
            }
        }
        this.columns = columnsOfParts.size();
        trace.output(PARTS, joined(columnsOfParts));
        if (!weights.isEmpty()) {
            trace.output(WEIGHTS, joined(weights));
        }
        this.executable = Executable.of(Simplify.apply(trace.program()), team);
        this.outputs = new double[Math.multiplyExact(walkers, columns)];
        this.parts = new double[names.size()][walkers];
        this.squaredGradients = new double[walkers];
        this.energies = new double[walkers];
    }

    /// The kinetic energy, and beside it sum (hbar^2/2m) |grad log|psi||^2, which has the same mean.
    private void kinetic(Hamiltonian hamiltonian, Value x, List<Value> out) {
        int n = system.particles().count();
        int d = system.space().dimension();
        // in y = x / sqrt(hbar^2/2m) both kinetic terms are those of unit coefficients, whatever the species
        var root = new double[n * d];
        var inverse = new double[n * d];
        for (int k = 0; k < root.length; k++) {
            root[k] = Math.sqrt(hamiltonian.halfInverseMass(system.particles().speciesOf(k / d)));
            inverse[k] = 1 / root[k];
        }
        boolean same = Arrays.stream(root).allMatch(r -> r == root[0]);
        var trace = x.trace();
        Value y = same ? x : x.times(trace.constant(x.shape(), inverse));
        Value log =
                psi.logPsi(same ? x : y.times(trace.constant(x.shape(), root))).log();
        var derivatives = ForwardLaplacian.of(log, y);
        double coefficient = same ? root[0] * root[0] : 1;
        Value squares = derivatives.gradient().square().sum().times(coefficient);
        Value laplacian = derivatives.laplacian().reshape().times(coefficient);
        out.add(laplacian.plus(squares).negate().reshape(1));
        out.add(squares.reshape(1));
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
        var results = executable.run(executable
                .arguments()
                .theta(theta)
                .input(ParticleWaveFunction.POSITIONS, positions)
                .into(PARTS, outputs, 0, columns)
                .samples(walkers));
        for (int n = 0; n < walkers; n++) {
            parts[0][n] = outputs[n * columns];
            squaredGradients[n] = outputs[n * columns + 1];
            for (int p = 1; p < parts.length; p++) {
                parts[p][n] = outputs[n * columns + 1 + p];
            }
        }
        if (!exchanges.isEmpty()) {
            double[] weights = results.get(WEIGHTS);
            int all = exchanges.stream().mapToInt(e -> e.pairs.length).sum();
            exchanges.forEach(exchange -> exchange(exchange, weights, all, theta, positions));
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
    private void exchange(Exchanges of, double[] weights, int stride, double[] theta, double[] positions) {
        int rows = 1 + of.pairs.length;
        int width = system.coordinates();
        int d = system.space().dimension();
        int tasks = (walkers + TOGETHER - 1) / TOGETHER;
        team.run(tasks, (worker, task) -> {
            int first = task * TOGETHER;
            int count = Math.min(TOGETHER, walkers - first);
            var x = new double[count * rows * width];
            for (int n = 0; n < count; n++) {
                for (int r = 0; r < rows; r++) {
                    int to = (n * rows + r) * width;
                    System.arraycopy(positions, (first + n) * width, x, to, width);
                    if (r > 0) {
                        exchange(x, to + of.pairs[r - 1][0] * d, to + of.pairs[r - 1][1] * d, d);
                    }
                }
            }
            var logs = new double[2 * count * rows];
            psi.logsAndSigns(theta, x, count * rows, logs);
            for (int n = 0; n < count; n++) {
                int own = 2 * n * rows;
                double sum = 0;
                for (int r = 1; r < rows; r++) {
                    int other = own + 2 * r;
                    double ratio = Math.exp(logs[other] - logs[own]) * logs[other + 1] * logs[own + 1];
                    sum += weights[(first + n) * stride + of.offset + r - 1] * ratio;
                }
                parts[of.part][first + n] = sum;
            }
        });
    }

    private static void exchange(double[] x, int i, int j, int count) {
        for (int a = 0; a < count; a++) {
            double kept = x[i + a];
            x[i + a] = x[j + a];
            x[j + a] = kept;
        }
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
