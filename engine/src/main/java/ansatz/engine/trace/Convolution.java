package ansatz.engine.trace;

import ansatz.engine.array.Shape;
import ansatz.engine.program.Indexing;
import ansatz.engine.program.ShapeException;
import java.util.Arrays;

/// Discrete convolutions (cross-correlations, as usual in networks) of any rank, from three operations: a gather
/// that adds the margin, a gather of the patches of all positions, and a contraction of the weights with them.
///
/// The patches are evenly spaced in the value with its margin, so that the executor reads them there and forms
/// none.
final class Convolution {
    private final Value x;
    private final Value weights;
    private final Padding padding;
    private final int rank;
    private final int[] extents;
    private final int[] window;
    private final int[] step;

    private Convolution(Value x, Value weights, Padding padding, int[] strides) {
        this.x = x;
        this.weights = weights;
        this.padding = padding;
        this.rank = x.shape().rank() - 1;
        this.extents = x.shape().extents();
        boolean fits = rank >= 1
                && weights.shape().rank() == rank + 2
                && weights.shape().extent(rank + 1) == x.shape().extent(rank);
        if (!fits) {
            throw new ShapeException("convolution of " + x.type() + " with weights " + weights.type()
                    + ": wants [positions.., in] and [out, window.., in] with as many axes of the window as of"
                    + " positions" + Trace.userLine());
        }
        if (strides.length > 0 && strides.length != rank
                || Arrays.stream(strides).anyMatch(s -> s < 1)) {
            throw new ShapeException("convolution of " + x.type() + " with strides " + Arrays.toString(strides)
                    + ": wants one stride of at least 1 for each of the " + rank + " axes of positions, or none"
                    + Trace.userLine());
        }
        this.window = Arrays.copyOfRange(weights.shape().extents(), 1, rank + 1);
        this.step = new int[rank];
        Arrays.setAll(step, axis -> strides.length == 0 ? 1 : strides[axis]);
    }

    /// As [Value#convolve].
    static Value of(Value x, Value weights, Padding padding, int[] strides) {
        return new Convolution(x, weights, padding, strides).value();
    }

    private Value value() {
        int in = extents[rank];
        // [in, positions.., with the margin]
        int[] wide = new int[rank + 1];
        // [window.., in, positions..]
        int[] patches = Arrays.copyOf(window, 2 * rank + 1);
        wide[0] = in;
        patches[rank] = in;
        for (int axis = 0; axis < rank; axis++) {
            int positions = (extents[axis] + step[axis] - 1) / step[axis];
            patches[rank + 1 + axis] = positions;
            wide[axis + 1] = (positions - 1) * step[axis] + window[axis];
        }
        int[] rows = Shape.of(wide).strides();
        int[] walk = new int[2 * rank + 1];
        walk[rank] = rows[0];
        for (int axis = 0; axis < rank; axis++) {
            walk[axis] = rows[axis + 1];
            walk[rank + 1 + axis] = step[axis] * rows[axis + 1];
        }
        Shape shape = Shape.of(patches);
        return x.gather(Shape.of(wide), margin(Shape.of(wide)))
                .gather(shape, Indexing.walk(shape, walk, 0))
                .contract(weights, letters(0, 2 * rank + 1), word(), letters(rank + 1, 2 * rank + 1) + "O");
    }

    /// The axes of the weights: out, window, in.
    private String word() {
        return "O" + letters(0, rank + 1);
    }

    private static String letters(int from, int to) {
        return "abcdefghijklmnopqrstuvwxyz".substring(from, to);
    }

    /// For each element with the margin the element of `x` that it is, -1 for a zero.
    private int[] margin(Shape wide) {
        int[] index = new int[wide.size()];
        int[] inner = x.shape().strides();
        for (int axis = 0; axis <= rank; axis++) {
            // axis 0 holds the channels, which are the last axis of x
            int[] one = new int[rank + 1];
            one[axis] = 1;
            int[] at = Indexing.walk(wide, one, axis == 0 ? 0 : -((window[axis - 1] - 1) / 2));
            int n = axis == 0 ? extents[rank] : extents[axis - 1];
            int stride = axis == 0 ? 1 : inner[axis - 1];
            for (int i = 0; i < index.length; i++) {
                boolean outside = at[i] < 0 || at[i] >= n;
                if (index[i] >= 0) {
                    index[i] = outside && padding == Padding.ZERO ? -1 : index[i] + Math.floorMod(at[i], n) * stride;
                }
            }
        }
        return index;
    }
}
