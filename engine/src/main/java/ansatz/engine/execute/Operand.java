package ansatz.engine.execute;

import java.util.Arrays;

/// A view as one step walks it: where each index of the outer axis begins, and which runs it has there.
final class Operand {
    final Buffer buffer;
    /// True when an element is one number for all lanes (a shared value in a per-sample step).
    final boolean scalar;
    /// Where each outer index begins; null when [#full].
    private final int[] outerAt;
    /// The distance along the counted axis.
    final int countStride;
    /// Where the runs of one outer index begin (of all outer indices one after the other, when [#full]).
    final int[] starts;
    /// True when the starts are listed for every outer index.
    final boolean full;
    /// How many elements from its start a run touches.
    private final int span;

    private Operand(
            Buffer buffer, boolean scalar, int[] outerAt, int countStride, int[] starts, boolean full, int span) {
        this.buffer = buffer;
        this.scalar = scalar;
        this.outerAt = outerAt;
        this.countStride = countStride;
        this.starts = starts;
        this.full = full;
        this.span = span;
    }

    /// @param outerAt where each outer index begins, added to `starts`
    /// @param span    how many elements from its start a run touches, the counted axis included
    static Operand of(Buffer buffer, boolean scalar, int[] outerAt, int countStride, int[] starts, int span) {
        return new Operand(buffer, scalar, outerAt, countStride, starts, false, span);
    }

    /// An operand whose starts are listed for every outer index, -1 for none.
    static Operand listed(Buffer buffer, boolean scalar, int countStride, int[] starts, int span) {
        return new Operand(buffer, scalar, new int[0], countStride, starts, true, span);
    }

    /// A whole buffer.
    static Operand whole(Buffer buffer) {
        return of(buffer, false, new int[] {0}, 0, new int[] {0}, buffer.elements);
    }

    double[] array(Frame f) {
        return scalar ? f.shared : buffer.place == Buffer.Place.SUMS ? f.sums : f.tile;
    }

    /// How many doubles an element takes.
    int unit(Frame f) {
        return scalar || buffer.place == Buffer.Place.SUMS ? 1 : f.lanes;
    }

    /// The element, counted from the beginning of the buffer, at which run `run` of outer index `i` begins, or -1;
    /// there are `runs` runs an outer index.
    int start(int i, int run, int runs) {
        return full ? starts[i * runs + run] : outerAt[i] + starts[run];
    }

    /// The index in [#array] of run `run` of outer index `i`.
    int at(Frame f, int i, int run, int runs) {
        return index(f, start(i, run, runs));
    }

    /// The index in [#array] of an element of the buffer.
    int index(Frame f, int element) {
        if (buffer.place == Buffer.Place.SUMS) {
            return f.sumsBase + buffer.offset + element;
        }
        return Frame.ORIGIN + (buffer.offset + element - buffer.skipped(f)) * unit(f);
    }

    /// The distance between the first neighbours of the outer axis, 0 if there are none.
    int outerStride() {
        return outerAt.length > 1 ? outerAt[1] - outerAt[0] : 0;
    }

    /// The largest divisor of `most` so that the outer indices between two multiples of it are evenly spaced.
    int stretch(int most) {
        if (full) {
            return 1;
        }
        int stride = outerStride();
        int even = most;
        for (int i = 2; i < outerAt.length && even > 1; i++) {
            if (outerAt[i] - outerAt[i - 1] != stride) {
                even = Loops.gcd(even, i);
            }
        }
        return even;
    }

    /// True when all indices of the outer axis begin at the same place.
    boolean still() {
        return !full && outerStride() == 0 && stretch(outerAt.length) == outerAt.length;
    }

    /// True when both are walked over the same elements of their buffers in the same order.
    boolean alike(Operand other) {
        return scalar == other.scalar
                && full == other.full
                && countStride == other.countStride
                && span == other.span
                && Arrays.equals(outerAt, other.outerAt)
                && Arrays.equals(starts, other.starts);
    }

    /// True when the outer axis falls into `parts` equal parts and part `p` touches only the elements `[p share, (p
    /// + 1) share)` of the buffer, `share` its equal part of it.
    boolean confined(int outer, int parts) {
        if (parts < 1 || outer % parts != 0 || buffer.elements % parts != 0) {
            return false;
        }
        int runs = full ? starts.length / outer : starts.length;
        int share = buffer.elements / parts;
        int indices = outer / parts;
        for (int i = 0; i < outer; i++) {
            int from = i / indices * share;
            for (int r = 0; r < runs; r++) {
                int start = start(i, r, runs);
                if (start >= 0 && (start < from || start + span > from + share)) {
                    return false;
                }
            }
        }
        return true;
    }
}
