package ansatz.engine.execute;

/// A planned piece of memory. Its size counts elements; in a tile each element is a run of as many doubles as the
/// tile has lanes (samples), elsewhere one double.
final class Buffer {
    /// Where a buffer lies.
    enum Place {
        /// In the arena of a worker, one run of lanes an element; reused by other buffers once it is dead.
        TILE,
        /// In the arena of shared values, one double an element; lives as long as the executable.
        SHARED,
        /// In the accumulators of a chunk of samples, one double an element.
        SUMS
    }

    final Place place;
    final int elements;
    /// Where it begins in its arena, in elements; planned after all steps are known.
    int offset;
    /// The first and last step that touch it.
    int first = Integer.MAX_VALUE;
    int last = -1;
    /// True when only the part that belongs to the current block of the outer axis is kept.
    boolean blocked;
    /// How many elements are kept: all, or those of a block.
    int planned;

    Buffer(Place place, int elements) {
        this.place = place;
        this.elements = elements;
        this.planned = elements;
    }

    void touch(int step) {
        first = Math.min(first, step);
        last = Math.max(last, step);
    }
}
