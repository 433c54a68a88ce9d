package ansatz.engine.execute;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What one outer index of a [SparseStep] does, as runs of neighbouring elements with one weight.
final class SparseRuns {
    /// How many of the last runs a new entry may continue.
    private static final int OPEN = 6;
    /// The longest pattern of runs that is looked for.
    private static final int LONGEST = 256;

    /// How many repetitions of a pattern go together.
    private static final int TOGETHER = 8;

    private static final int ZERO = 0;
    private static final int STORE = 1;
    private static final int ADD = 2;

    /// Neighbouring elements: result `z + i` gets `weight` times element `x + i` of an operand.
    private record Run(int operand, int z, int x, int length, double weight, int kind) {

        Run part(int from, int to, int newKind) {
            return new Run(operand, z + from, x + from, to - from, weight, newKind);
        }

        boolean repeats(Run other) {
            return operand == other.operand && length == other.length && kind == other.kind && weight == other.weight;
        }
    }

    private List<Run> list = new ArrayList<>();
    /// Six numbers a segment: the operand, the end of its runs, how often they repeat and with which shifts of the
    /// result and the operand, and 1 if repetitions reach different elements of the result.
    private int[] segments = new int[0];
    private int[] z = new int[0];
    private int[] x = new int[0];
    private int[] length = new int[0];
    private int[] kind = new int[0];
    private double[] weight = new double[0];
    /// The first element of the result that the first repetition of a pattern reaches, and the one after the last.
    private int lowest = Integer.MAX_VALUE;
    private int highest;

    /// Adds one entry.
    ///
    /// @param begins true if it must not continue an earlier run
    void add(int operand, int row, int at, double w, boolean begins) {
        for (int r = list.size() - 1; r >= Math.max(0, list.size() - OPEN) && !begins; r--) {
            Run run = list.get(r);
            if (run.operand == operand && run.z + run.length == row && run.x + run.length == at && run.weight == w) {
                list.set(r, new Run(operand, run.z, run.x, run.length + 1, w, ADD));
                return;
            }
        }
        list.add(new Run(operand, row, at, 1, w, ADD));
    }

    /// Cuts the runs where elements of the result that were reached before and others meet, and marks these as
    /// reached.
    void order(boolean[] reached) {
        List<Run> ordered = new ArrayList<>(list.size());
        for (Run run : list) {
            int from = 0;
            while (from < run.length) {
                boolean before = reached[run.z + from];
                int to = from;
                while (to < run.length && reached[run.z + to] == before) {
                    reached[run.z + to++] = true;
                }
                ordered.add(run.part(from, to, before ? ADD : STORE));
                from = to;
            }
        }
        list = ordered;
    }

    /// Sets elements to zero.
    void zero(int from, int count) {
        list.add(new Run(-1, from, 0, count, 0, ZERO));
    }

    /// Puts the runs into arrays, repeated patterns once.
    void compress() {
        List<Run> kept = new ArrayList<>();
        List<int[]> parts = new ArrayList<>();
        int from = 0;
        while (from < list.size()) {
            int to = from;
            while (to < list.size() && list.get(to).operand == list.get(from).operand) {
                to++;
            }
            int pattern = pattern(from, to);
            int count = (to - from) / pattern;
            boolean repeated = count > 1;
            int shiftZ = repeated ? list.get(from + pattern).z - list.get(from).z : 0;
            int shiftX = repeated ? list.get(from + pattern).x - list.get(from).x : 0;
            kept.addAll(list.subList(from, from + pattern));
            boolean apart = apart(from, from + pattern, shiftZ);
            parts.add(new int[] {list.get(from).operand, kept.size(), count, shiftZ, shiftX, apart ? 1 : 0});
            from = to;
        }
        segments = parts.stream().flatMapToInt(Arrays::stream).toArray();
        z = kept.stream().mapToInt(Run::z).toArray();
        x = kept.stream().mapToInt(Run::x).toArray();
        length = kept.stream().mapToInt(Run::length).toArray();
        kind = kept.stream().mapToInt(Run::kind).toArray();
        weight = new double[kept.size()];
        for (int i = 0; i < weight.length; i++) {
            weight[i] = kept.get(i).weight;
        }
        for (Run run : kept) {
            lowest = Math.min(lowest, run.z);
            highest = Math.max(highest, run.z + run.length);
        }
        list = List.of();
    }

    /// The length of the shortest pattern that fills `from` to `to` when it is repeated with a shift.
    private int pattern(int from, int to) {
        int n = to - from;
        for (int p = 1; p <= Math.min(LONGEST, n / 2); p++) {
            if (n % p == 0) {
                int shiftZ = list.get(from + p).z - list.get(from).z;
                int shiftX = list.get(from + p).x - list.get(from).x;
                int i = from;
                while (i + p < to
                        && list.get(i + p).repeats(list.get(i))
                        && list.get(i + p).z - list.get(i).z == shiftZ
                        && list.get(i + p).x - list.get(i).x == shiftX) {
                    i++;
                }
                if (i + p == to) {
                    return p;
                }
            }
        }
        return Math.max(1, n);
    }

    /// True when the runs of a pattern fit into the shift between repetitions, so that each repetition has elements
    /// of its own and the order of repetitions means nothing.
    private boolean apart(int from, int to, int shift) {
        int first = Integer.MAX_VALUE;
        int end = 0;
        for (Run run : list.subList(from, to)) {
            first = Math.min(first, run.z);
            end = Math.max(end, run.z + run.length);
        }
        return end - first <= Math.abs(shift);
    }

    /// The first and last element that is touched, of an operand or (-1) of the result, both -1 if there is none.
    void reach(int operand, int[] to, int at) {
        int first = Integer.MAX_VALUE;
        int last = -1;
        int run = 0;
        for (int s = 0; s < segments.length; s += 6) {
            int end = segments[s + 1];
            for (; run < end; run++) {
                if (operand < 0 || segments[s] == operand) {
                    int start = operand < 0 ? z[run] : x[run];
                    int shift = (segments[s + 2] - 1) * segments[operand < 0 ? s + 3 : s + 4];
                    first = Math.min(first, Math.min(start, start + shift));
                    last = Math.max(last, Math.max(start, start + shift) + length[run] - 1);
                }
            }
        }
        to[at] = last < 0 ? -1 : first;
        to[at + 1] = last;
    }

    /// Runs several outer indices. Where each is one pattern repeated as often and with the same shift, and all
    /// patterns fit into that shift, a few repetitions of all indices go together: what they add to is then in the
    /// cache.
    ///
    /// @param zo where the result begins in the tile
    static void run(SparseRuns[] indices, int from, int to, Frame f, List<Operand> operands, int zo) {
        SparseRuns first = indices[from];
        boolean alike = first.segments.length == 6;
        int low = Integer.MAX_VALUE;
        int high = 0;
        for (int i = from; i < to && alike; i++) {
            int[] own = indices[i].segments;
            alike = own.length == 6
                    && own[0] == first.segments[0]
                    && own[2] == first.segments[2]
                    && own[3] == first.segments[3];
            low = Math.min(low, indices[i].lowest);
            high = Math.max(high, indices[i].highest);
        }
        if (!alike || high - low > Math.abs(first.segments[3])) {
            for (int i = from; i < to; i++) {
                indices[i].run(f, operands, zo);
            }
            return;
        }
        int xo = first.segments[0] < 0 ? 0 : operands.get(first.segments[0]).index(f, 0);
        for (int c = 0; c < first.segments[2]; c += TOGETHER) {
            int count = Math.min(TOGETHER, first.segments[2] - c);
            for (int i = from; i < to; i++) {
                SparseRuns index = indices[i];
                int shiftZ = index.segments[3] * f.lanes;
                int shiftX = index.segments[4] * f.lanes;
                for (int r = 0; r < index.z.length; r++) {
                    index.repeat(f, r, zo + c * shiftZ, xo + c * shiftX, count, shiftZ, shiftX);
                }
            }
        }
    }

    private void run(Frame f, List<Operand> operands, int zo) {
        int from = 0;
        for (int s = 0; s < segments.length; s += 6) {
            int operand = segments[s];
            int xo = operand < 0 ? 0 : operands.get(operand).index(f, 0);
            int end = segments[s + 1];
            int count = segments[s + 2];
            int shiftZ = segments[s + 3] * f.lanes;
            int shiftX = segments[s + 4] * f.lanes;
            if (segments[s + 5] == 1) {
                for (int r = from; r < end; r++) {
                    repeat(f, r, zo, xo, count, shiftZ, shiftX);
                }
            } else {
                for (int c = 0; c < count; c++) {
                    for (int r = from; r < end; r++) {
                        repeat(f, r, zo + c * shiftZ, xo + c * shiftX, 1, 0, 0);
                    }
                }
            }
            from = end;
        }
    }

    private void repeat(Frame f, int r, int zo, int xo, int count, int shiftZ, int shiftX) {
        int to = zo + z[r] * f.lanes;
        int at = xo + x[r] * f.lanes;
        int n = length[r] * f.lanes;
        switch (kind[r]) {
            case ADD -> Lanes.addScaled(f.tile, at, shiftX, weight[r], to, shiftZ, count, n);
            case STORE -> Lanes.scaleRuns(f.tile, at, shiftX, weight[r], to, shiftZ, count, n);
            default -> zero(f.tile, to, shiftZ, count, n);
        }
    }

    private static void zero(double[] a, int zo, int zs, int count, int n) {
        for (int c = 0; c < count; c++) {
            Arrays.fill(a, zo + c * zs, zo + c * zs + n, 0);
        }
    }
}
