package ansatz.lattice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The search for rotations and reflections of a finite lattice: all integer maps of the primitive vectors that
/// keep
/// their scalar products, each with the shift that maps sites onto sites.
final class PointGroup {
    /// Of scalar products of order one.
    private static final double ROUNDING = 1e-9;

    private final Geometry geometry;
    private final double[][] metric;
    private final double[][] fractions;
    private final Set<Long> pairs = new HashSet<>();
    private final List<Bond> bonds;

    PointGroup(Geometry geometry, double[][] primitive, double[][] basis) {
        this.geometry = geometry;
        int n = primitive.length;
        this.metric = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int x = 0; x < n; x++) {
                    metric[i][j] += primitive[i][x] * primitive[j][x];
                }
            }
        }
        this.fractions = Arrays.stream(basis).map(geometry::fractionOf).toArray(double[][]::new);
        this.bonds = geometry.bonds(1);
        for (var bond : bonds) {
            pairs.add(pair(bond.from(), bond.to()));
        }
    }

    private static long pair(int i, int j) {
        return (long) Math.min(i, j) << 32 | Math.max(i, j);
    }

    List<Permutation> permutations() {
        int n = metric.length;
        var found = new ArrayList<Permutation>();
        found.add(Permutation.identity(geometry.sites()));
        int count = (int) Math.pow(3, n * n);
        for (int code = 0; code < count; code++) {
            // reduced primitive vectors map onto sums with coefficients -1, 0 and 1
            var map = new int[n][n];
            int rest = code;
            boolean identity = true;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    map[i][j] = rest % 3 - 1;
                    rest /= 3;
                    identity &= map[i][j] == (i == j ? 1 : 0);
                }
            }
            if (!identity && orthogonal(map)) {
                withShift(map).ifPresent(found::add);
            }
        }
        return found;
    }

    /// Whether a_i -> sum_j map_ij a_j keeps all scalar products.
    private boolean orthogonal(int[][] map) {
        int n = map.length;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double product = 0;
                for (int k = 0; k < n; k++) {
                    for (int l = 0; l < n; l++) {
                        product += map[i][k] * metric[k][l] * map[j][l];
                    }
                }
                if (Math.abs(product - metric[i][j]) > ROUNDING) {
                    return false;
                }
            }
        }
        return true;
    }

    /// The first shift, by the site that site 0 moves to, with which the map is a symmetry.
    private Optional<Permutation> withShift(int[][] map) {
        int sites = geometry.sites();
        double[] origin = mapped(map, 0);
        for (int target = 0; target < sites; target++) {
            double[] shift = geometry.fraction(target, fractions);
            for (int d = 0; d < shift.length; d++) {
                shift[d] -= origin[d];
            }
            var image = new int[sites];
            var seen = new boolean[sites];
            boolean legal = true;
            for (int i = 0; i < sites && legal; i++) {
                double[] u = mapped(map, i);
                for (int d = 0; d < u.length; d++) {
                    u[d] += shift[d];
                }
                image[i] = geometry.siteAt(u, fractions);
                legal = image[i] >= 0 && !seen[image[i]];
                if (legal) {
                    seen[image[i]] = true;
                }
            }
            if (legal && keepsBonds(image)) {
                return Optional.of(Permutation.of(image));
            }
        }
        return Optional.empty();
    }

    private double[] mapped(int[][] map, int site) {
        double[] u = geometry.fraction(site, fractions);
        var v = new double[u.length];
        for (int i = 0; i < u.length; i++) {
            for (int j = 0; j < u.length; j++) {
                v[j] += u[i] * map[i][j];
            }
        }
        return v;
    }

    private boolean keepsBonds(int[] image) {
        for (var bond : bonds) {
            if (!pairs.contains(pair(image[bond.from()], image[bond.to()]))) {
                return false;
            }
        }
        return true;
    }
}
