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

    private static final int FEW = 16;

    private static final int ZERO = 0;
    private static final int STORE = 1;
    private static final int ADD = 2;

    /// Runs one after the other, in arrays, because there are as many as entries: run `r` gives the elements from
    /// `z[r]` on of the result `weight[r]` times those from `x[r]` on of an operand, `length[r]` of them.
    private int[] operand = new int[FEW];
    private int[] z = new int[FEW];
    private int[] x = new int[FEW];
    private int[] length = new int[FEW];
    private int[] kind = new int[FEW];
    private double[] weight = new double[FEW];
    private int count;
    /// Six numbers a segment: the operand, the end of its runs, how often they repeat and with which shifts of the
    /// result and the operand, and 1 if repetitions reach different elements of the result.
    private int[] segments = new int[0];
    /// The first element of the result that the first repetition of a pattern reaches, and the one after the last.
    private int lowest = Integer.MAX_VALUE;
    private int highest;

    /// Adds one entry.
    ///
    /// @param begins true if it must not continue an earlier run
    void add(int from, int row, int at, double w, boolean begins) {
        if (!begins) {
            for (int r = count - 1; r >= Math.max(0, count - OPEN); r--) {
                int n = length[r];
                if (z[r] + n == row && x[r] + n == at && operand[r] == from && weight[r] == w) {
                    length[r] = n + 1;
                    return;
                }
            }
        }
        append(from, row, at, 1, w, ADD);
    }

    private void append(int from, int row, int at, int n, double w, int newKind) {
        if (count == z.length) {
            resize(2 * count);
        }
        operand[count] = from;
        z[count] = row;
        x[count] = at;
        length[count] = n;
        weight[count] = w;
        kind[count] = newKind;
        count++;
    }

    private void resize(int size) {
        operand = Arrays.copyOf(operand, size);
        z = Arrays.copyOf(z, size);
        x = Arrays.copyOf(x, size);
        length = Arrays.copyOf(length, size);
        weight = Arrays.copyOf(weight, size);
        kind = Arrays.copyOf(kind, size);
    }

    /// The runs cut where elements of the result that were reached before and others meet; marks these as reached.
    SparseRuns ordered(boolean[] reached) {
        SparseRuns ordered = new SparseRuns();
        for (int r = 0; r < count; r++) {
            int from = 0;
            while (from < length[r]) {
                boolean before = reached[z[r] + from];
                int to = from;
                while (to < length[r] && reached[z[r] + to] == before) {
                    reached[z[r] + to++] = true;
                }
                ordered.append(operand[r], z[r] + from, x[r] + from, to - from, weight[r], before ? ADD : STORE);
                from = to;
            }
        }
        return ordered;
    }

    /// Sets elements to zero.
    void zero(int from, int n) {
        append(-1, from, 0, n, 0, ZERO);
    }

    /// Keeps repeated patterns once.
    void compress() {
        List<int[]> parts = new ArrayList<>();
        int kept = 0;
        int from = 0;
        while (from < count) {
            int to = from;
            while (to < count && operand[to] == operand[from]) {
                to++;
            }
            int pattern = pattern(from, to);
            int repetitions = (to - from) / pattern;
            int shiftZ = repetitions > 1 ? z[from + pattern] - z[from] : 0;
            int shiftX = repetitions > 1 ? x[from + pattern] - x[from] : 0;
            int apart = apart(from, from + pattern, shiftZ) ? 1 : 0;
            for (int r = from; r < from + pattern; r++) {
                operand[kept] = operand[r];
                z[kept] = z[r];
                x[kept] = x[r];
                length[kept] = length[r];
                weight[kept] = weight[r];
                kind[kept] = kind[r];
                lowest = Math.min(lowest, z[r]);
                highest = Math.max(highest, z[r] + length[r]);
                kept++;
            }
            parts.add(new int[] {operand[kept - 1], kept, repetitions, shiftZ, shiftX, apart});
            from = to;
        }
        segments = parts.stream().flatMapToInt(Arrays::stream).toArray();
        count = kept;
        resize(kept);
    }

    /// The length of the shortest pattern that fills `from` to `to` when it is repeated with a shift.
    private int pattern(int from, int to) {
        int n = to - from;
        for (int p = 1; p <= Math.min(LONGEST, n / 2); p++) {
            if (n % p == 0) {
                int shiftZ = z[from + p] - z[from];
                int shiftX = x[from + p] - x[from];
                int i = from;
                while (i + p < to && repeats(i + p, i) && z[i + p] - z[i] == shiftZ && x[i + p] - x[i] == shiftX) {
                    i++;
                }
                if (i + p == to) {
                    return p;
                }
            }
        }
        return Math.max(1, n);
    }

    private boolean repeats(int r, int earlier) {
        return operand[r] == operand[earlier]
                && length[r] == length[earlier]
                && kind[r] == kind[earlier]
                && weight[r] == weight[earlier];
    }

    /// True when the runs of a pattern fit into the shift between repetitions, so that each repetition has elements
    /// of its own and the order of repetitions means nothing.
    private boolean apart(int from, int to, int shift) {
        int first = Integer.MAX_VALUE;
        int end = 0;
        for (int r = from; r < to; r++) {
            first = Math.min(first, z[r]);
            end = Math.max(end, z[r] + length[r]);
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
            int repetitions = Math.min(TOGETHER, first.segments[2] - c);
            for (int i = from; i < to; i++) {
                SparseRuns index = indices[i];
                int shiftZ = index.segments[3] * f.lanes;
                int shiftX = index.segments[4] * f.lanes;
                for (int r = 0; r < index.count; r++) {
                    index.repeat(f, r, zo + c * shiftZ, xo + c * shiftX, repetitions, shiftZ, shiftX);
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
            int repetitions = segments[s + 2];
            int shiftZ = segments[s + 3] * f.lanes;
            int shiftX = segments[s + 4] * f.lanes;
            if (segments[s + 5] == 1) {
                for (int r = from; r < end; r++) {
                    repeat(f, r, zo, xo, repetitions, shiftZ, shiftX);
                }
            } else {
                for (int c = 0; c < repetitions; c++) {
                    for (int r = from; r < end; r++) {
                        repeat(f, r, zo + c * shiftZ, xo + c * shiftX, 1, 0, 0);
                    }
                }
            }
            from = end;
        }
    }

    private void repeat(Frame f, int r, int zo, int xo, int repetitions, int shiftZ, int shiftX) {
        int to = zo + z[r] * f.lanes;
        int at = xo + x[r] * f.lanes;
        int n = length[r] * f.lanes;
        switch (kind[r]) {
            case ADD -> Lanes.addScaled(f.tile, at, shiftX, weight[r], to, shiftZ, repetitions, n);
            case STORE -> Lanes.scaleRuns(f.tile, at, shiftX, weight[r], to, shiftZ, repetitions, n);
            default -> zero(f.tile, to, shiftZ, repetitions, n);
        }
    }

    private static void zero(double[] a, int zo, int zs, int count, int n) {
        for (int c = 0; c < count; c++) {
            Arrays.fill(a, zo + c * zs, zo + c * zs + n, 0);
        }
    }
}
