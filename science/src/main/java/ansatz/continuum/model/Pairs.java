package ansatz.continuum.model;

import ansatz.continuum.space.Particles;
import ansatz.engine.array.Shape;
import ansatz.engine.trace.Trace;
import ansatz.engine.trace.Value;
import java.util.Arrays;

/// The pairs of particles i < j, each once: (0, 1), (0, 2), .., (1, 2), ..; a matrix over all i and j would hold
/// distances without a derivative on its diagonal.
final class Pairs {
    private final int particles;
    private final int[] first;
    private final int[] second;
    private final boolean[] alike;

    private Pairs(int particles, int[] first, int[] second, boolean[] alike) {
        this.particles = particles;
        this.first = first;
        this.second = second;
        this.alike = alike;
    }

    static Pairs of(Particles particles) {
        int n = particles.count();
        var first = new int[count(n)];
        var second = new int[first.length];
        var alike = new boolean[first.length];
        int at = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                first[at] = i;
                second[at] = j;
                alike[at++] = particles.speciesOf(i) == particles.speciesOf(j);
            }
        }
        return new Pairs(n, first, second, alike);
    }

    private static int count(int particles) {
        return Math.multiplyExact(particles, particles - 1) / 2;
    }

    /// How many pairs there are.
    int count() {
        return first.length;
    }

    /// x_i - x_j, of shape `[pairs, dimension]`.
    ///
    /// @param x `[particles, dimension]`
    Value differences(Value x) {
        return rows(x, first).minus(rows(x, second));
    }

    /// Some rows of `[particles, width]`.
    static Value rows(Value x, int[] row) {
        int width = x.shape().extent(1);
        var index = new int[row.length * width];
        Arrays.setAll(index, k -> row[k / width] * width + k % width);
        return x.gather(Shape.of(row.length, width), index);
    }

    /// For each particle the sum over its pairs, of the first of a pair as it is, of the second with another sign:
    /// sum_j v_ij with v_ji = -v_ij; shape `[particles, width]`.
    ///
    /// @param v `[pairs, width]`
    Value antisymmetricSums(Value v) {
        int width = v.shape().extent(1);
        Shape shape = Shape.of(particles, width);
        var at = new int[count() * width];
        Arrays.setAll(at, k -> first[k / width] * width + k % width);
        var to = new int[at.length];
        Arrays.setAll(to, k -> second[k / width] * width + k % width);
        return v.segmentSum(shape, at).minus(v.segmentSum(shape, to));
    }

    /// A constant of shape `[pairs]`: one number for pairs of one species, another for others.
    Value constant(Trace trace, double ofAlike, double ofDifferent) {
        var values = new double[count()];
        Arrays.setAll(values, p -> alike[p] ? ofAlike : ofDifferent);
        return trace.constant(Shape.of(values.length), values);
    }

    /// Of two numbers, of shape `[2]`, the first for pairs of one species and the second for others; shape
    /// `[pairs]`.
    Value byKind(Value two) {
        var index = new int[count()];
        Arrays.setAll(index, p -> alike[p] ? 0 : 1);
        return two.gather(Shape.of(index.length), index);
    }
}
