package ansatz.model;

import ansatz.engine.array.Shape;
import ansatz.engine.program.Indexing;
import ansatz.engine.trace.Initial;
import ansatz.engine.trace.Trace;
import ansatz.engine.trace.Value;
import ansatz.lattice.Lattice;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import java.util.Arrays;
import java.util.Optional;

/// A transformer over patches of a periodic lattice, with attention that depends on where patches stand to each
/// other
/// and on nothing else: x_i = E s_i for the spins s_i of patch i; in each layer
/// x_i += O sum_j a_(j - i) V |x_j| for each head, then x_i += B tanh(A |x_i|), where |x| is x without its mean and
/// with variance 1. The head reads z = sum_i |x_i|.
///
/// No map has a bias, so that all x are odd in the spins; translations by whole patches move them.
@Name(
        value = "transformer",
        summary = "Transformer over patches with attention by relative position, log psi = sum_c log cosh(w_c . z)",
        cite = "L. L. Viteritti, R. Rende and F. Becca, Phys. Rev. Lett. 130, 236401 (2023); R. Rende and others,"
                + " Commun. Phys. 7, 260 (2024)")
public record Transformer(
        @Key(value = "cells of a patch along each direction", min = 1, max = 100)
        int patch,

        @Key(value = "width of the vector of a patch", min = 1, max = 10_000)
        int width,

        @Key(value = "heads of the attention, a divisor of the width", min = 1, max = 1000)
        int heads,

        @Key(value = "layers, each of attention and a network", min = 1, max = 100)
        int layers,

        @Key("what is made of z, the sum over patches") Head head,

        @Key(
                value = "standard deviation of the weights of the head, times the root of what they read",
                above = 0,
                max = 10)
        double sigma)
        implements TracedAmplitude {

    /// What is made of z.
    public enum Head {
        /// log psi = sum_c log cosh(w_c . z): even, psi(-s) = psi(s).
        LOG_COSH,
        /// log psi = w . z.
        SUM
    }

    /// Patches of two cells along each direction, two heads, one layer.
    public static final Transformer DEFAULTS = new Transformer(2, 8, 2, 1, Head.LOG_COSH, 0.3);

    /// Beside a variance of order one.
    private static final double EPSILON = 1e-6;

    /// The same network with another patch.
    public Transformer patch(int cells) {
        return new Transformer(cells, width, heads, layers, head, sigma);
    }

    /// The same network with another head.
    public Transformer head(Head other) {
        return new Transformer(patch, width, heads, layers, other, sigma);
    }

    private double inPatch(Lattice lattice) {
        return Math.pow(patch, Cells.dimension(lattice)) * Cells.basis(lattice);
    }

    @Override
    public boolean even() {
        return head == Head.LOG_COSH;
    }

    @Override
    public Optional<Invariance> invariance() {
        return Optional.of(new Invariance(
                "", "is \"transformer\", the same at all patches", "another, as \"feed-forward\"", patch, false));
    }

    @Override
    public double tableSize(Lattice lattice) {
        // attention is spread to all pairs of patches
        double patches = lattice.sites() / inPatch(lattice);
        return TracedAmplitude.super.tableSize(lattice) + layers * heads * patches / inPatch(lattice);
    }

    @Override
    public double parameterCount(Lattice lattice) {
        double inPatch = inPatch(lattice);
        double patches = lattice.sites() / inPatch;
        double square = (double) width * width;
        return width * inPatch + layers * (heads * patches + 6 * square) + (head == Head.SUM ? width : square);
    }

    @Override
    public void check(Lattice lattice, Problems problems) {
        if (width % heads != 0) {
            problems.add("heads", "is " + heads + ", which does not divide the width " + width + "; it must");
        }
        if (Cells.check(lattice, problems)) {
            int[] lengths = Cells.lengths(lattice);
            if (Arrays.stream(lengths).anyMatch(n -> n % patch != 0)) {
                problems.add(
                        "patch",
                        "is " + patch + ", which does not divide the lengths of the lattice, "
                                + Arrays.toString(lengths) + " cells; it must");
            }
        }
    }

    @Override
    public Value logAmplitude(Value s, Lattice lattice) {
        Trace t = s.trace();
        int[] grid = Arrays.stream(Cells.lengths(lattice)).map(n -> n / patch).toArray();
        Value spins = patches(s, lattice, grid);
        int patches = spins.shape().extent(0);
        int inPatch = spins.shape().extent(1);
        int[] relative = relative(grid, patches);
        Value x = spins.linear(t.parameter("E", Initial.fanIn(), width, inPatch));
        for (int l = 1; l <= layers; l++) {
            Value v = normalised(x).linear(t.parameter("V" + l, Initial.fanIn(), width, width));
            Value a = t.parameter("a" + l, Initial.normal(1 / Math.sqrt(patches)), heads, patches)
                    .gather(Shape.of(heads, patches, patches), relative);
            Value read = v.reshape(patches, heads, width / heads).contract(a, "jhd", "hij", "ihd");
            x = x.plus(read.reshape(patches, width).linear(t.parameter("O" + l, Initial.fanIn(), width, width)));
            Value hidden = normalised(x)
                    .linear(t.parameter("A" + l, Initial.fanIn(), 2 * width, width))
                    .tanh();
            x = x.plus(hidden.linear(t.parameter("B" + l, Initial.fanIn(), width, 2 * width)));
        }
        Value z = normalised(x).sum(0);
        var initial = Initial.normal(sigma / Math.sqrt((double) width * patches));
        return head == Head.SUM
                ? t.parameter("w", initial, width).dot(z)
                : t.parameter("w", initial, width, width).dot(z).logCosh().sum();
    }

    /// The spins as [patch][spin of the patch].
    private Value patches(Value s, Lattice lattice, int[] grid) {
        int d = grid.length;
        var extents = new int[2 * d + 1];
        var order = new int[2 * d + 1];
        for (int i = 0; i < d; i++) {
            extents[2 * i] = grid[i];
            extents[2 * i + 1] = patch;
            order[i] = 2 * i;
            order[d + i] = 2 * i + 1;
        }
        extents[2 * d] = Cells.basis(lattice);
        order[2 * d] = 2 * d;
        int patches = Shape.of(grid).size();
        return s.reshape(extents).transpose(order).reshape(patches, lattice.sites() / patches);
    }

    /// For each head and each pair of patches the element that holds the attention of their difference.
    private int[] relative(int[] grid, int patches) {
        var index = new int[heads * patches * patches];
        int[] strides = Shape.of(grid).strides();
        for (int axis = 0; axis < grid.length; axis++) {
            var one = new int[grid.length];
            one[axis] = 1;
            int[] at = Indexing.walk(Shape.of(grid), one, 0);
            for (int k = 0; k < index.length; k++) {
                int i = k / patches % patches;
                int j = k % patches;
                index[k] += Math.floorMod(at[j] - at[i], grid[axis]) * strides[axis];
            }
        }
        for (int k = 0; k < index.length; k++) {
            index[k] += k / (patches * patches) * patches;
        }
        return index;
    }

    /// Each vector without its mean and with variance 1 (J. L. Ba, J. R. Kiros and G. E. Hinton, 2016).
    private static Value normalised(Value x) {
        Value centred = x.minus(x.mean(-1).insertAxis(-1));
        Value variance = centred.square().mean(-1).insertAxis(-1);
        return centred.over(variance.plus(EPSILON).sqrt());
    }
}
