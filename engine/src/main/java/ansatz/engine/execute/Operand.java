package ansatz.engine.execute;

/// A view as one step walks it: where each index of the outer axis begins, and which runs it has there.
final class Operand {
    final Buffer buffer;
    /// True when an element is one number for all lanes (a shared value in a per-sample step).
    final boolean scalar;
    /// The distance along the outer axis, in elements; meaningless when [#full].
    final int outerStride;
    /// The distance along the counted axis.
    final int countStride;
    /// Where the runs of one outer index begin (of all outer indices one after the other, when [#full]).
    final int[] starts;
    /// True when the starts are listed for every outer index.
    final boolean full;
    /// One past the last element that outer index 0 touches.
    final int reach;

    Operand(Buffer buffer, boolean scalar, int outerStride, int countStride, int[] starts, boolean full, int reach) {
        this.buffer = buffer;
        this.scalar = scalar;
        this.outerStride = outerStride;
        this.countStride = countStride;
        this.starts = starts;
        this.full = full;
        this.reach = reach;
    }

    /// An operand without a counted axis.
    ///
    /// @param extent how far beyond its start a run reaches
    static Operand of(Buffer buffer, boolean scalar, int outerStride, int[] starts, int extent) {
        int reach = 0;
        for (int start : starts) {
            reach = Math.max(reach, start + extent);
        }
        return new Operand(buffer, scalar, outerStride, 0, starts, false, reach);
    }

    /// A whole buffer.
    static Operand whole(Buffer buffer) {
        return of(buffer, false, 0, new int[] {0}, buffer.elements);
    }

    double[] array(Frame f) {
        return scalar ? f.shared : buffer.place == Buffer.Place.SUMS ? f.sums : f.tile;
    }

    /// How many doubles an element takes.
    int unit(Frame f) {
        return scalar || buffer.place == Buffer.Place.SUMS ? 1 : f.lanes;
    }

    /// The index in [#array] of run `run` of outer index `i`, of `runs` runs each.
    int at(Frame f, int i, int run, int runs) {
        int element = full ? starts[i * runs + run] : starts[run] + (buffer.blocked ? i - f.block : i) * outerStride;
        return base(f) + element * unit(f);
    }

    private int base(Frame f) {
        if (buffer.place == Buffer.Place.SUMS) {
            return f.sumsBase + buffer.offset;
        }
        return Frame.ORIGIN + buffer.offset * unit(f);
    }

    /// True when outer index `i` touches only the elements `[i e, (i + 1) e)` of the buffer, `e` its share: then a
    /// block of the outer axis needs only that part of it.
    boolean confined(int outer) {
        return !full
                && outer > 1
                && buffer.elements % outer == 0
                && outerStride == buffer.elements / outer
                && reach <= outerStride;
    }
}
