package ansatz.engine.execute;

import org.jspecify.annotations.Nullable;

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
    /// How many elements are kept at a time: all, or those of one block of indices.
    int planned;
    /// The buffer in whose place this one stands, which dies as this one begins to live; or null.
    @Nullable
    Buffer instead;
    /// 0 when all elements are kept, else the level of the loop (1 outer, 2 inner) of whose current block they are.
    private int level;
    /// How many elements belong to one index of that loop.
    private int share;

    Buffer(Place place, int elements) {
        this.place = place;
        this.elements = elements;
        this.planned = elements;
    }

    /// True when both keep the same share of their elements.
    boolean keptLike(Buffer other) {
        return place == other.place
                && elements == other.elements
                && planned == other.planned
                && level == other.level
                && share == other.share;
    }

    void touch(int step) {
        first = Math.min(first, step);
        last = Math.max(last, step);
    }

    /// Keeps only the elements of a block of `block` indices of a loop over `indices` of them.
    void keepBlock(int level, int indices, int block) {
        this.level = level;
        this.share = elements / indices;
        this.planned = share * block;
    }

    int level() {
        return level;
    }

    /// Forgets when it lives, before the steps get another order.
    void forget() {
        first = Integer.MAX_VALUE;
        last = -1;
    }

    /// How many elements before the current block are not kept.
    int skipped(Frame f) {
        return level == 0 ? 0 : (level == 1 ? f.outerBlock : f.innerBlock) * share;
    }
}
