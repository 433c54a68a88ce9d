package ansatz.engine.execute;

import ansatz.engine.parallel.Team;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs a plan: fills in the shared values, passes over the samples tile by tile on the threads of a team, and adds
/// up the chunks.
final class Machine {
    /// Samples are cut into at most so many chunks, each with sums of its own, however many threads there are.
    private static final int CHUNKS = 16;
    /// Work below this (in rough operations) is one chunk: sharing it out would take longer.
    private static final double WORTH_SHARING = 50_000;
    /// The working set of a tile in elements: a part of the second-level cache.
    private static final int TILE_ELEMENTS = 480_000 / Double.BYTES;

    private static final int MOST_LANES = 504;
    /// A double array of this length or more is allocated by itself, at a fixed place with a known alignment.
    private static final int HUMONGOUS = 1 << 18;

    private static final double[] NONE = new double[0];

    private final Plan plan;
    private final Team team;
    private final int weightInput;
    private final double[] shared;
    private final Frame sharedFrame;
    private final Frame[] frames;
    private final double[][] inputs;
    private double[] sums = new double[0];

    private final Team.Body body = this::chunk;
    private @Nullable Phase phase;
    private int samples;
    private int lanes;
    private int tiles;
    private int chunks;

    /// @param weightInput the number under which steps find the weights
    Machine(Plan plan, Team team, int weightInput) {
        this.plan = plan;
        this.team = team;
        this.weightInput = weightInput;
        this.shared = new double[Frame.ORIGIN + plan.sharedElements()];
        this.inputs = new double[weightInput + 1][];
        int scratch = 1024;
        for (Phase p : plan.phases()) {
            for (Step step : p.shared()) {
                scratch = Math.max(scratch, step.scratch());
            }
            for (Group group : p.groups()) {
                for (Group.Part part : group.parts()) {
                    for (Step step : part.steps()) {
                        scratch = Math.max(scratch, step.scratch());
                    }
                }
            }
        }
        for (Step step : plan.once()) {
            scratch = Math.max(scratch, step.scratch());
        }
        this.sharedFrame = new Frame(shared, shared, scratch);
        sharedFrame.lanes = 1;
        sharedFrame.valid = 1;
        this.frames = new Frame[team.size()];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = new Frame(new double[0], shared, scratch);
        }
        for (Plan.Constant constant : plan.constants()) {
            double[] values = constant.of().values(); // double in both precisions
            int to = Frame.ORIGIN + constant.buffer().offset;
            for (int i = 0; i < constant.buffer().elements; i++) {
                shared[to + i] = (double) values[i];
            }
        }
        runShared(plan.once());
    }

    private void runShared(Step[] steps) {
        for (Step step : steps) {
            step.run(sharedFrame, 0, step.outer());
        }
    }

    void run(Arguments arguments, double[][] targets, int[] offsets, int[] strides) {
        samples = arguments.samples;
        for (int k = 0; k < weightInput; k++) {
            double[] input = arguments.inputs[k];
            inputs[k] = input == null ? NONE : input;
        }
        inputs[weightInput] = arguments.weights == null ? NONE : arguments.weights;
        for (int k = 0; k < plan.parameters().size(); k++) {
            Plan.ParameterCopy copy = plan.parameters().get(k);
            System.arraycopy(
                    arguments.theta,
                    copy.offset(),
                    shared,
                    Frame.ORIGIN + copy.buffer().offset,
                    copy.buffer().elements);
        }
        for (int k = 0; k < plan.sharedInputs().size(); k++) {
            Plan.InputCopy copy = plan.sharedInputs().get(k);
            System.arraycopy(
                    inputs[copy.input()], 0, shared, Frame.ORIGIN + copy.buffer().offset, copy.buffer().elements);
        }
        for (Frame frame : frames) {
            frame.inputs = inputs;
            frame.outputs = targets;
            frame.outputOffsets = offsets;
            frame.outputStrides = strides;
        }
        double total = samples; // double in both precisions
        if (arguments.weights != null) {
            total = 0;
            for (int s = 0; s < samples; s++) {
                total += arguments.weights[s];
            }
        }
        for (Phase p : plan.phases()) {
            runShared(p.shared());
            pass(p, total);
        }
        for (int k = 0; k < plan.sharedOutputs().size(); k++) {
            Plan.SharedOutput output = plan.sharedOutputs().get(k);
            double[] target = targets[output.output()];
            int offset = offsets[output.output()];
            int from = Frame.ORIGIN + output.buffer().offset;
            int[] positions = output.positions();
            if (output.contiguous() && positions.length > 0) {
                System.arraycopy(shared, from + positions[0], target, offset, positions.length);
            } else {
                for (int i = 0; i < positions.length; i++) {
                    target[offset + i] = shared[from + positions[i]];
                }
            }
        }
    }

    private void pass(Phase p, double total) { // double in both precisions
        if (p.groups().length == 0 && p.means().isEmpty()) {
            return;
        }
        phase = p;
        boolean small = samples * p.work() < WORTH_SHARING;
        lanes = lanes(p, small);
        tiles = (samples + lanes - 1) / lanes;
        chunks = small ? Math.min(1, tiles) : Math.min(tiles, CHUNKS);
        int needed = Math.max(1, chunks) * p.sumsElements();
        if (sums.length < needed) {
            sums = new double[needed];
        }
        int arena = Math.addExact(Frame.ORIGIN, Math.multiplyExact(p.tileElements(), lanes));
        int workers = Math.min(frames.length, Math.max(1, chunks));
        for (int i = 0; i < workers; i++) {
            if (frames[i].tile.length < arena) {
                frames[i].tile = new double[Math.max(arena, HUMONGOUS)];
            }
            frames[i].sums = sums;
        }
        if (chunks == 1) {
            chunk(0, 0);
        } else if (chunks > 1) {
            team.run(chunks, body);
        }
        finish(p, total);
    }

    /// How many samples a tile has: by the size of the cache, and so that there are tiles for several threads, all
    /// about equal. Sums over samples are taken tile by tile and must not depend on the number of threads; where
    /// there
    /// are none, one thread need not share.
    private int lanes(Phase p, boolean small) {
        boolean alone = frames.length == 1 && p.sumsElements() == 0 && p.means().isEmpty();
        int most = Math.max(1, TILE_ELEMENTS / Math.max(1, p.tileElements()) / Lanes.UNIT) * Lanes.UNIT;
        most = Math.min(most, MOST_LANES / Lanes.UNIT * Lanes.UNIT);
        int count = Math.max(1, (samples + most - 1) / most);
        if (!small && !alone) {
            int worth = (int) Math.min(CHUNKS, samples * p.work() / WORTH_SHARING);
            count = Math.max(count, Integer.highestOneBit(worth));
            if (count > CHUNKS / 2) {
                count = (count + CHUNKS - 1) / CHUNKS * CHUNKS;
            } else if (Integer.bitCount(count) > 1) {
                count = 2 * Integer.highestOneBit(count);
            }
        }
        int even = (samples + count - 1) / count;
        return Math.max(1, (even + Lanes.UNIT - 1) / Lanes.UNIT) * Lanes.UNIT;
    }

    /// The bytes of the narrowest tile, the least that each thread needs for intermediate values.
    long tileBytes() {
        long most = 0;
        for (Phase p : plan.phases()) {
            most = Math.max(most, (long) p.tileElements() * Lanes.UNIT * Double.BYTES);
        }
        return most;
    }

    private void chunk(int worker, int part) {
        Phase p = phase;
        if (p == null) {
            throw new IllegalStateException("no pass is under way");
        }
        Frame f = frames[worker];
        f.beginChunk();
        f.sumsBase = part * p.sumsElements();
        Arrays.fill(sums, f.sumsBase, f.sumsBase + p.sumsElements(), 0);
        int from = (int) ((long) tiles * part / chunks);
        int to = (int) ((long) tiles * (part + 1) / chunks);
        for (int tile = from; tile < to; tile++) {
            f.first = tile * lanes;
            f.valid = Math.min(lanes, samples - f.first);
            // the last tile is only as wide as it must be
            f.lanes = (f.valid + Lanes.UNIT - 1) / Lanes.UNIT * Lanes.UNIT;
            for (Group group : p.groups()) {
                group.run(f);
            }
        }
    }

    /// Adds the sums of the chunks as a tree and divides by the total weight.
    private void finish(Phase p, double total) { // double in both precisions
        int n = p.sumsElements();
        for (int step = 1; step < chunks; step *= 2) {
            for (int c = 0; c + step < chunks; c += 2 * step) {
                Lanes.add(sums, c * n, 0, sums, (c + step) * n, 0, sums, c * n, 0, 1, n);
            }
        }
        if (chunks == 0) {
            Arrays.fill(sums, 0, n, 0);
        }
        List<Phase.Mean> means = p.means();
        for (int k = 0; k < means.size(); k++) {
            Phase.Mean mean = means.get(k);
            int to = Frame.ORIGIN + mean.value().offset;
            divide(total, sums, mean.sums().offset, shared, to, mean.value().elements);
        }
    }

    /// By itself, so that the compiler makes vectors of it.
    private static void divide(
            double by, // double in both precisions
            double[] x,
            int from,
            double[] z,
            int to,
            int n) {
        for (int i = 0; i < n; i++) {
            z[to + i] = (double) (x[from + i] / by);
        }
    }
}
