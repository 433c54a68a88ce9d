package ansatz.continuum.cost;

import ansatz.continuum.model.ParticleWaveFunction;
import ansatz.continuum.problem.Hamiltonian;
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
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;

/// Kinetic energies whose Laplacian is taken in blocks of particles, where the derivatives by all coordinates at
/// once
/// would take too much memory.
///
/// |psi| does not change when particles of a species change places. So one program, of the derivatives by the first
/// particles of each species, serves all blocks with as many of each: each comes first in its turn. Where the
/// number of
/// blocks does not divide that of the particles of a species, blocks differ by one particle, and there are some
/// programs.
final class KineticEnergies {
    private static final String KINETIC = "kinetic";
    private static final String LOG = "log";

    /// Both estimators.
    private static final int COLUMNS = 2;

    /// How far log |psi| may be from itself, in parts of its size: far above what roundings do in networks of this
    /// size, far below what would show in an energy.
    private static final double SYMMETRY = 1e-6;

    private final ParticleSystem system;
    private final int blocks;
    /// By block; those with as many particles of each species share one.
    private final List<Executable> executables = new ArrayList<>();

    private final double[] moved;
    private final double[] outputs;
    /// log |psi| of each walker in its first and its present order.
    private final double[] before;

    private final double[] after;

    /// @param blocks one of [#possible]
    KineticEnergies(Hamiltonian hamiltonian, ParticleWaveFunction psi, int blocks, int walkers, Team team) {
        this.system = psi.system();
        this.blocks = blocks;
        this.moved = new double[Math.multiplyExact(walkers, system.coordinates())];
        this.outputs = new double[walkers * COLUMNS];
        this.before = new double[walkers];
        this.after = new double[walkers];
        var planned = new HashMap<List<Integer>, Executable>();
        for (int block = 0; block < blocks; block++) {
            executables.add(planned.computeIfAbsent(sizes(system, block, blocks), sizes -> {
                var trace = new Trace();
                Value x = ParticleWaveFunction.positions(trace, system);
                trace.output(KINETIC, kinetic(hamiltonian, psi, sizes, x));
                trace.output(LOG, psi.logPsi(x).log());
                return Executable.of(Simplify.apply(trace.program()), team);
            }));
        }
    }

    /// The numbers of blocks that a system is cut into, ascending: those with one program, then those with some.
    static List<Integer> possible(ParticleSystem system) {
        int common = 0;
        int most = 1;
        for (var species : system.particles().species()) {
            common = gcd(species.count(), common);
            most = Math.max(most, species.count());
        }
        int all = common;
        return IntStream.rangeClosed(1, most)
                .filter(k -> k > all || all % k == 0)
                .boxed()
                .toList();
    }

    /// The most coordinates of a block.
    static int coordinates(ParticleSystem system, int blocks) {
        int largest = 0;
        for (var species : system.particles().species()) {
            largest += (species.count() + blocks - 1) / blocks;
        }
        return largest * system.space().dimension();
    }

    /// The particles of each species in a block.
    private static List<Integer> sizes(ParticleSystem system, int block, int blocks) {
        return system.particles().species().stream()
                .map(species -> begin(species.count(), block + 1, blocks) - begin(species.count(), block, blocks))
                .toList();
    }

    private static int begin(int count, int block, int blocks) {
        return count * block / blocks;
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    /// What some particles contribute, `[2]`: to -(hbar^2/2m) (lap log|psi| + |grad log|psi||^2) and
    /// to
    /// (hbar^2/2m) |grad log|psi||^2, which have the same mean.
    ///
    /// @param sizes how many particles of each species, the first ones
    /// @param x the positions
    static Value kinetic(Hamiltonian hamiltonian, ParticleWaveFunction psi, List<Integer> sizes, Value x) {
        var system = psi.system();
        var particles = system.particles();
        int d = system.space().dimension();
        var front = new ArrayList<Integer>();
        var rest = new ArrayList<Integer>();
        for (int s = 0; s < particles.species().size(); s++) {
            int first = particles.first(s);
            int count = particles.species().get(s).count();
            for (int i = 0; i < count; i++) {
                (i < sizes.get(s) ? front : rest).add(first + i);
            }
        }
        // in y = x / sqrt(hbar^2/2m) both kinetic terms are those of unit coefficients, whatever the species
        var root = new double[front.size() * d];
        for (int k = 0; k < root.length; k++) {
            root[k] = Math.sqrt(hamiltonian.halfInverseMass(particles.speciesOf(front.get(k / d))));
        }
        boolean same = Arrays.stream(root).allMatch(r -> r == root[0]);
        var trace = x.trace();
        Value own = rest.isEmpty() ? x : rows(x, front, d);
        Value y = same
                ? own
                : own.times(trace.constant(
                        own.shape(), Arrays.stream(root).map(r -> 1 / r).toArray()));
        Value moving = same ? y : y.times(trace.constant(own.shape(), root));
        Value whole = rest.isEmpty() ? moving : inOrder(moving, rows(x, rest, d), front, rest, d);
        var derivatives = ForwardLaplacian.of(psi.logPsi(whole).log(), y);
        double coefficient = same ? root[0] * root[0] : 1;
        Value squares = derivatives.gradient().square().sum().times(coefficient);
        Value laplacian = derivatives.laplacian().reshape().times(coefficient);
        return Value.concat(0, laplacian.plus(squares).negate().reshape(1), squares.reshape(1));
    }

    private static Value rows(Value x, List<Integer> particles, int d) {
        var index = new int[particles.size() * d];
        Arrays.setAll(index, k -> particles.get(k / d) * d + k % d);
        return x.gather(Shape.of(particles.size(), d), index);
    }

    /// All particles where they were before they were parted.
    private static Value inOrder(Value front, Value back, List<Integer> first, List<Integer> then, int d) {
        var index = new int[(first.size() + then.size()) * d];
        for (int k = 0; k < index.length; k++) {
            int row = k / d;
            int particle = row < first.size() ? first.get(row) : then.get(row - first.size());
            index[particle * d + k % d] = k;
        }
        return Value.concat(0, front, back).gather(Shape.of(index.length / d, d), index);
    }

    /// The bytes that each thread needs at least.
    long tileBytes() {
        return executables.stream().mapToLong(Executable::tileBytes).max().orElseThrow();
    }

    /// Writes both estimators of each walker.
    ///
    /// @param laplacians `[walker]`
    /// @param squares `[walker]`
    /// @throws IllegalStateException if |psi| changes when identical particles change places
    void evaluate(double[] theta, double[] positions, double[] laplacians, double[] squares) {
        Arrays.fill(laplacians, 0);
        Arrays.fill(squares, 0);
        for (int block = 0; block < blocks; block++) {
            bringForward(block, positions);
            Executable executable = executables.get(block);
            executable.run(executable
                    .arguments()
                    .theta(theta)
                    .input(ParticleWaveFunction.POSITIONS, moved)
                    .into(KINETIC, outputs, 0, COLUMNS)
                    .into(LOG, block == 0 ? before : after, 0, 1)
                    .samples(laplacians.length));
            for (int n = 0; n < laplacians.length; n++) {
                laplacians[n] += outputs[n * COLUMNS];
                squares[n] += outputs[n * COLUMNS + 1];
                // a walker at a zero of psi or lost altogether is not for this class to judge
                if (block > 0 && Math.abs(after[n] - before[n]) > SYMMETRY * (1 + Math.abs(before[n]))) {
                    throw new IllegalStateException("log |psi| is " + before[n] + " and, with identical particles in"
                            + " another order, " + after[n] + ": a wave function that takes this much memory must be"
                            + " symmetric or antisymmetric");
                }
            }
        }
    }

    /// Turns the particles of each species around, so that a block comes first.
    private void bringForward(int block, double[] positions) {
        int d = system.space().dimension();
        int width = system.coordinates();
        var particles = system.particles();
        for (int s = 0; s < particles.species().size(); s++) {
            int count = particles.species().get(s).count() * d;
            int first = particles.first(s) * d;
            int ahead = begin(count / d, block, blocks) * d;
            for (int from = first; from < moved.length; from += width) {
                System.arraycopy(positions, from + ahead, moved, from, count - ahead);
                System.arraycopy(positions, from, moved, from + count - ahead, ahead);
            }
        }
    }
}
