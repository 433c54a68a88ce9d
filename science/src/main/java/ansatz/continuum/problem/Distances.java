package ansatz.continuum.problem;

import ansatz.continuum.space.Particles;
import ansatz.continuum.space.Space;
import ansatz.continuum.space.Species;
import ansatz.engine.array.Shape;
import ansatz.engine.trace.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/// Pairs of particles i < j and how far they are from each other.
///
/// @param pairs the particles of each, `{i, j}`
record Distances(List<int[]> pairs) {
    static Distances of(Particles particles, BiPredicate<Species, Species> which) {
        var pairs = new ArrayList<int[]>();
        int n = particles.count();
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                var a = particles.species().get(particles.speciesOf(i));
                var b = particles.species().get(particles.speciesOf(j));
                if (which.test(a, b) || which.test(b, a)) {
                    pairs.add(new int[] {i, j});
                }
            }
        }
        return new Distances(pairs);
    }

    /// Those of all particles.
    static Distances all(Particles particles) {
        return of(particles, (a, b) -> true);
    }

    int count() {
        return pairs.size();
    }

    /// x_i - x_j, `[pairs, dimension]`; on a torus the least of all images, each coordinate between -L/2 and L/2.
    Value vectors(Value x, Space space) {
        Value d = rows(x, 0).minus(rows(x, 1));
        if (space instanceof Space.Torus torus) {
            // the angle of a point on a circle of circumference L, which is smooth but for its cut at L/2
            Value angle = d.times(2 * Math.PI / torus.length());
            return angle.sin().atan2(angle.cos()).times(torus.length() / (2 * Math.PI));
        }
        return d;
    }

    /// |x_i - x_j|, `[pairs]`, on a torus of the nearest images.
    Value distances(Value x, Space space) {
        return vectors(x, space).square().sum(-1).sqrt();
    }

    /// Distances to the images n L + d with all |n_a| at most `shells`, `[pairs, images]`.
    Value distancesToImages(Value x, Space.Torus torus, int shells) {
        double[][] images = images(torus, shells);
        int d = torus.dimension();
        var flat = new double[images.length * d];
        for (int k = 0; k < flat.length; k++) {
            flat[k] = images[k / d][k % d];
        }
        return vectors(x, torus)
                .insertAxis(1)
                .plus(x.trace().constant(Shape.of(images.length, d), flat))
                .square()
                .sum(-1)
                .sqrt();
    }

    /// The translations n L with all |n_a| at most `shells`, that of 0 first.
    static double[][] images(Space.Torus torus, int shells) {
        int side = 2 * shells + 1;
        int d = torus.dimension();
        var images = new double[(int) Math.pow(side, d)][d];
        for (int k = 0; k < images.length; k++) {
            for (int a = 0, left = k; a < d; a++, left /= side) {
                // 0, 1, .., shells, -shells, .., -1
                int n = left % side <= shells ? left % side : left % side - side;
                images[k][a] = n * torus.length();
            }
        }
        return images;
    }

    private Value rows(Value x, int end) {
        int width = x.shape().extent(1);
        var index = new int[count() * width];
        for (int k = 0; k < index.length; k++) {
            index[k] = pairs.get(k / width)[end] * width + k % width;
        }
        return x.gather(Shape.of(count(), width), index);
    }
}
