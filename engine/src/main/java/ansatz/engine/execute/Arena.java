package ansatz.engine.execute;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Gives buffers their places: two share memory if they do not live at the same time. First fit in the order in
/// which they begin to live.
final class Arena {
    private Arena() {}

    /// Places the buffers and returns how many elements are needed.
    static int place(List<Buffer> buffers) {
        List<Buffer> order = new ArrayList<>(buffers);
        order.removeIf(buffer -> buffer.last < 0);
        for (Buffer buffer : order) {
            Buffer root = root(buffer);
            root.last = Math.max(root.last, buffer.last);
        }
        order.removeIf(buffer -> buffer.instead != null);
        order.sort(Comparator.comparingInt((Buffer b) -> b.first).thenComparingInt(b -> -b.planned));
        List<Buffer> alive = new ArrayList<>();
        int size = 0;
        for (Buffer buffer : order) {
            alive.removeIf(b -> b.last < buffer.first);
            int at = 0;
            int i = 0;
            for (; i < alive.size(); i++) {
                Buffer b = alive.get(i);
                if (b.offset - at >= buffer.planned) {
                    break;
                }
                at = Math.max(at, b.offset + b.planned);
            }
            buffer.offset = at;
            alive.add(i, buffer);
            alive.sort(Comparator.comparingInt(b -> b.offset));
            size = Math.max(size, at + buffer.planned);
        }
        for (Buffer buffer : buffers) {
            buffer.offset = root(buffer).offset;
        }
        return size;
    }

    /// The first of the buffers that stand in the same place one after the other.
    private static Buffer root(Buffer buffer) {
        Buffer root = buffer;
        for (Buffer earlier = buffer.instead; earlier != null; earlier = earlier.instead) {
            root = earlier;
        }
        return root;
    }

    /// Places all buffers one after the other, each on a cache line of its own.
    static int line(List<Buffer> buffers, int from) {
        int at = from;
        for (Buffer buffer : buffers) {
            buffer.offset = at;
            at += (buffer.elements + 7) / 8 * 8;
        }
        return at;
    }
}
