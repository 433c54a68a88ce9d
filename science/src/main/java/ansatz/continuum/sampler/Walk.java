package ansatz.continuum.sampler;

import ansatz.continuum.model.ParticleWaveFunction;
import ansatz.continuum.model.PlainDeterminants;
import ansatz.continuum.space.ParticleSystem;
import ansatz.continuum.space.Space;
import ansatz.engine.parallel.Team;
import ansatz.engine.random.RandomStream;
import org.jspecify.annotations.Nullable;

/// Walkers in blocks that depend on their number only; a block makes all of its moves of an iteration on one
/// thread, with the sequence of random numbers of its number.
final class Walk implements ParticleSampling {
    private static final int START = 1;
    private static final int MOVES = 2;

    /// The most walkers of a block: enough to fill the lanes of the executor several times.
    private static final int MOST = 32;

    /// How strongly the step follows the acceptance: log step changes by this times what the acceptance is off.
    private static final double GAIN = 0.5;

    /// How often a walker is placed anew where psi is 0.
    private static final int PATIENCE = 100;

    /// @param langevin whether proposals drift along the gradient
    /// @param step in lengths of the system
    /// @param acceptance what the step is tuned to
    record Plan(int walkers, int sweeps, Moved moves, boolean langevin, double step, double acceptance) {}

    private final ParticleWaveFunction psi;
    private final ParticleSystem system;
    private final Plan plan;
    private final Team team;
    private final long seed;
    /// Coordinates of a walker.
    private final int width;

    private final double[] positions;
    private final Block[] blocks;
    private double[] theta = {};
    private double step;
    private double acceptance = Double.NaN;
    private long iteration;
    private boolean placed;

    /// What the moves of a block need.
    private static final class Block {
        final int number;
        final int first;
        final int count;
        final RandomStream random;
        /// Where the walkers are and where they propose to go, `[walker][coordinate]`.
        final double[] x;

        final double[] y;
        /// log |psi| at both, followed by the gradient where the walkers drift.
        final double[] at;

        final double[] next;
        final double[] noise;
        /// Follows log |psi| through moves of single particles; null where psi is evaluated as a whole.
        final @Nullable LogRatios ratios;
        long accepted;

        Block(int first, int count, int width, int outputs, long seed, int number, @Nullable LogRatios ratios) {
            this.number = number;
            this.first = first;
            this.count = count;
            this.random = RandomStream.of(seed, MOVES, 0, number);
            this.x = new double[count * width];
            this.y = new double[count * width];
            this.at = new double[count * outputs];
            this.next = new double[count * outputs];
            this.noise = new double[count * width];
            this.ratios = ratios;
        }
    }

    Walk(ParticleWaveFunction psi, Plan plan, long seed, Team team) {
        this(
                psi,
                plan,
                plan.moves == Moved.ONE && !plan.langevin ? psi.determinants().orElse(null) : null,
                seed,
                team);
    }

    /// @param determinants those of psi, whose inverses follow the moves of single particles; null to evaluate psi
    /// as a
    /// whole for each
    Walk(ParticleWaveFunction psi, Plan plan, @Nullable PlainDeterminants determinants, long seed, Team team) {
        this.psi = psi;
        this.system = psi.system();
        this.plan = plan;
        this.team = team;
        this.seed = seed;
        this.width = system.coordinates();
        this.step = plan.step * system.scale();
        this.positions = new double[Math.multiplyExact(plan.walkers, width)];
        int count = (plan.walkers + MOST - 1) / MOST;
        this.blocks = new Block[count];
        for (int b = 0; b < count; b++) {
            int first = (int) ((long) plan.walkers * b / count);
            int end = (int) ((long) plan.walkers * (b + 1) / count);
            var ratios = determinants == null ? null : new RankOne(determinants, end - first);
            blocks[b] = new Block(first, end - first, width, outputs(), seed, b, ratios);
        }
    }

    private int outputs() {
        return plan.langevin ? 1 + width : 1;
    }

    @Override
    public int walkers() {
        return plan.walkers;
    }

    @Override
    public void bind(double[] parameters) {
        theta = parameters.clone();
        if (!placed) {
            place();
            placed = true;
        }
    }

    private void place() {
        team.run(plan.walkers, (worker, n) -> {
            var random = RandomStream.of(seed, START, 0, n);
            var x = new double[width];
            var log = new double[1];
            for (int attempt = 1; ; attempt++) {
                Start.write(system, random, x, 0);
                psi.logs(theta, x, 1, log);
                if (Double.isFinite(log[0])) {
                    break;
                }
                if (attempt == PATIENCE) {
                    throw NotFinite.of("log |psi|", log[0], n, x, 0, system);
                }
            }
            System.arraycopy(x, 0, positions, n * width, width);
        });
    }

    @Override
    public void advance(boolean tune) {
        team.run(blocks.length, (worker, b) -> move(blocks[b]));
        iteration++;
        long accepted = 0;
        for (var block : blocks) {
            accepted += block.accepted;
        }
        acceptance = accepted / ((double) plan.walkers * proposals());
        if (tune) {
            step *= Math.exp(GAIN * (acceptance - plan.acceptance));
        }
    }

    private int proposals() {
        return plan.sweeps
                * switch (plan.moves) {
                    case ALL -> 1;
                    case ONE -> system.particles().count();
                };
    }

    private void move(Block of) {
        System.arraycopy(positions, of.first * width, of.x, 0, of.x.length);
        of.random.moveTo(iteration, of.number);
        if (of.ratios == null) {
            evaluate(of.x, of.count, of.at);
        } else {
            of.ratios.begin(theta, of.x, of.at);
        }
        for (int n = 0; n < of.count; n++) {
            double log = of.at[n * outputs()];
            if (!Double.isFinite(log)) {
                throw NotFinite.of("log |psi|", log, of.first + n, of.x, n * width, system);
            }
        }
        of.accepted = 0;
        int particles = system.particles().count();
        for (int k = 0; k < proposals(); k++) {
            int d = system.space().dimension();
            int from = plan.moves == Moved.ALL ? 0 : k % particles * d;
            int to = plan.moves == Moved.ALL ? width : from + d;
            propose(of, from, to);
        }
        System.arraycopy(of.x, 0, positions, of.first * width, of.x.length);
    }

    /// Proposes to move the coordinates from `from` to `to` of each walker.
    private void propose(Block of, int from, int to) {
        int moved = to - from;
        of.random.gaussian(of.noise, 0, of.count * moved);
        System.arraycopy(of.x, 0, of.y, 0, of.x.length);
        for (int n = 0; n < of.count; n++) {
            double scale = plan.langevin ? drift(of.at, n, from, to) : 0;
            for (int c = from; c < to; c++) {
                int at = n * width + c;
                of.y[at] += step * of.noise[n * moved + c - from];
                if (plan.langevin) {
                    double slope = of.at[n * outputs() + 1 + c];
                    of.y[at] += scale * slope;
                    if (!Double.isFinite(of.y[at])) {
                        throw NotFinite.of("the gradient of log |psi|", slope, of.first + n, of.x, n * width, system);
                    }
                }
            }
        }
        int particle = from / system.space().dimension();
        if (of.ratios == null) {
            evaluate(of.y, of.count, of.next);
        } else {
            of.ratios.propose(particle, of.at, of.y, of.next);
        }
        for (int n = 0; n < of.count; n++) {
            double log = of.next[n * outputs()];
            double uniform = of.random.nextOpenDouble();
            if (Double.isNaN(log) || log == Double.POSITIVE_INFINITY) {
                throw NotFinite.of("log |psi|", log, of.first + n, of.y, n * width, system);
            }
            double ratio = 2 * (log - of.at[n * outputs()]);
            if (plan.langevin && log != Double.NEGATIVE_INFINITY) {
                ratio += backward(of, n, from, to);
            }
            // psi may be 0 at y, where the gradient is not a number: never accepted
            if (Math.log(uniform) < ratio && log != Double.NEGATIVE_INFINITY) {
                accept(of, n, from, to);
                if (of.ratios != null) {
                    of.ratios.accept(n, particle);
                }
            }
        }
    }

    private void accept(Block of, int n, int from, int to) {
        for (int c = from; c < to; c++) {
            double y = of.y[n * width + c];
            of.x[n * width + c] = system.space() instanceof Space.Torus torus ? wrapped(y, torus.length()) : y;
        }
        System.arraycopy(of.next, n * outputs(), of.at, n * outputs(), outputs());
        of.accepted++;
    }

    private static double wrapped(double y, double length) {
        return y - length * Math.floor(y / length);
    }

    /// What the gradient of log |psi| is multiplied with for the drift: step^2 where it is small, less near nodes,
    /// where it is large: s (sqrt(1 + 2 v^2 s) - 1)/(v^2 s), with s = step^2 (Umrigar and others 1993).
    private double drift(double[] at, int n, int from, int to) {
        double square = 0;
        for (int c = from; c < to; c++) {
            double v = at[n * outputs() + 1 + c];
            square += v * v;
        }
        double s = step * step;
        // the same number without the difference of two that are nearly equal
        return 2 * s / (Math.sqrt(1 + 2 * square * s) + 1);
    }

    /// log of the density of the proposal from y back to x over that of the proposal from x to y; y is not wrapped,
    /// so that both are the same path.
    private double backward(Block of, int n, int from, int to) {
        double there = drift(of.at, n, from, to);
        double back = drift(of.next, n, from, to);
        double sum = 0;
        for (int c = from; c < to; c++) {
            double move = of.y[n * width + c] - of.x[n * width + c];
            double forward = move - there * of.at[n * outputs() + 1 + c];
            double reverse = -move - back * of.next[n * outputs() + 1 + c];
            sum += forward * forward - reverse * reverse;
        }
        return sum / (2 * step * step);
    }

    private void evaluate(double[] x, int count, double[] out) {
        if (plan.langevin) {
            psi.logsAndGradients(theta, x, count, out);
        } else {
            psi.logs(theta, x, count, out);
        }
    }

    @Override
    public double[] positions() {
        return positions;
    }

    @Override
    public double acceptance() {
        return acceptance;
    }

    @Override
    public double step() {
        return step;
    }

    @Override
    public long iteration() {
        return iteration;
    }

    @Override
    public void restore(long at, double length, double[] saved) {
        if (saved.length != positions.length) {
            throw new IllegalArgumentException("the saved configurations have " + saved.length
                    + " coordinates; this study has " + positions.length);
        }
        System.arraycopy(saved, 0, positions, 0, saved.length);
        iteration = at;
        step = length;
        placed = true;
    }
}
