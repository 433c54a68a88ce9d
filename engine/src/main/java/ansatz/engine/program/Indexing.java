package ansatz.engine.program;

import ansatz.engine.array.Shape;
import java.util.Arrays;
import java.util.Optional;

/// What the linear operations of one operand do, as tables of flat (row-major) indices. Everything that moves
/// elements is a *source* map (where does a result element come from), everything that adds elements up is a
/// *target* map (where does an operand element go); both use -1 for nowhere.
public final class Indexing {
    private Indexing() {}

    /// For each element of the result the operand element that it copies, or -1 where it is zero; empty for
    /// operations that add elements up and for [Operation.Concat], which has several operands.
    ///
    /// @param operand the shape of the operand
    public static Optional<int[]> source(Operation.Linear operation, Shape operand) {
        return switch (operation) {
            case Operation.Reshape r -> Optional.of(count(r.shape().size()));
            case Operation.Transpose t -> Optional.of(transpose(t.permutation(), operand));
            case Operation.Slice s -> Optional.of(box(operand, s.start(), s.shape()));
            case Operation.Pad p -> {
                int[] source = new int[p.shape().size()];
                Arrays.fill(source, -1);
                int[] inside = box(p.shape(), p.start(), operand);
                for (int i = 0; i < inside.length; i++) {
                    source[inside[i]] = i;
                }
                yield Optional.of(source);
            }
            case Operation.Broadcast b -> Optional.of(broadcast(b.axes(), b.shape(), operand));
            case Operation.Gather g -> Optional.of(g.index().clone());
            case Operation.Sum ignored -> Optional.empty();
            case Operation.SegmentSum ignored -> Optional.empty();
            case Operation.Concat ignored -> Optional.empty();
            case Operation.SparseProduct ignored -> Optional.empty();
        };
    }

    /// For each element of the operand the element of the result to which it contributes when the given axes
    /// (strictly increasing) are reduced.
    public static int[] reduction(int[] axes, Shape operand) {
        int rank = operand.rank();
        boolean[] reduced = new boolean[rank];
        for (int axis : axes) {
            reduced[axis] = true;
        }
        int[] resultStrides = new int[rank];
        int stride = 1;
        for (int i = rank - 1; i >= 0; i--) {
            if (!reduced[i]) {
                resultStrides[i] = stride;
                stride *= operand.extent(i);
            }
        }
        return walk(operand, resultStrides, 0);
    }

    /// For each element of a concatenation's part, the element of the result that it becomes.
    ///
    /// @param before the extent along `axis` of all earlier parts together
    /// @param part   the shape of the part
    /// @param whole  the shape of the result
    public static int[] concat(int axis, int before, Shape part, Shape whole) {
        int[] start = new int[whole.rank()];
        start[axis] = before;
        return box(whole, start, part);
    }

    private static int[] transpose(int[] permutation, Shape operand) {
        int rank = permutation.length;
        int[] from = operand.strides();
        int[] extents = new int[rank];
        int[] strides = new int[rank];
        for (int i = 0; i < rank; i++) {
            extents[i] = operand.extent(permutation[i]);
            strides[i] = from[permutation[i]];
        }
        return walk(Shape.of(extents), strides, 0);
    }

    private static int[] box(Shape outer, int[] start, Shape inner) {
        int[] strides = outer.strides();
        int first = 0;
        for (int i = 0; i < start.length; i++) {
            first += start[i] * strides[i];
        }
        return walk(inner, strides, first);
    }

    private static int[] broadcast(int[] axes, Shape result, Shape operand) {
        int[] from = operand.strides();
        int[] strides = new int[result.rank()];
        for (int i = 0; i < axes.length; i++) {
            strides[axes[i]] = from[i];
        }
        return walk(result, strides, 0);
    }

    private static int[] count(int n) {
        int[] index = new int[n];
        for (int i = 0; i < n; i++) {
            index[i] = i;
        }
        return index;
    }

    /// The values of `first + sum_axis position[axis] strides[axis]` over all positions of `shape` in row-major
    /// order.
    public static int[] walk(Shape shape, int[] strides, int first) {
        int[] index = new int[shape.size()];
        int[] position = new int[shape.rank()];
        int at = first;
        for (int i = 0; i < index.length; i++) {
            index[i] = at;
            for (int axis = position.length - 1; axis >= 0; axis--) {
                at += strides[axis];
                if (++position[axis] < shape.extent(axis)) {
                    break;
                }
                at -= strides[axis] * position[axis];
                position[axis] = 0;
            }
        }
        return index;
    }
}
