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

    List<PointOperation> operations() {
        int n = metric.length;
        var found = new ArrayList<PointOperation>();
        found.add(new PointOperation(Permutation.identity(geometry.sites()), true, 1));
        int count = (int) Math.pow(3, n * n);
        for (int code = 0; code < count; code++) {
            // reduced primitive vectors map onto sums with coefficients -1, 0 and 1
            var map = new int[n][n];
            int rest = code;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    map[i][j] = rest % 3 - 1;
                    rest /= 3;
                }
            }
            if (!identity(map) && orthogonal(map)) {
                withShift(map)
                        .ifPresent(moved -> found.add(new PointOperation(moved, determinant(map) > 0, order(map))));
            }
        }
        return found;
    }

    private static int determinant(int[][] m) {
        return switch (m.length) {
            case 1 -> m[0][0];
            case 2 -> m[0][0] * m[1][1] - m[0][1] * m[1][0];
            default ->
                m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
                        - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
                        + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
        };
    }

    /// The least power that is the identity.
    private static int order(int[][] map) {
        int n = map.length;
        int[][] power = map;
        int order = 1;
        for (; !identity(power); order++) {
            var next = new int[n][n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    for (int k = 0; k < n; k++) {
                        next[i][j] += power[i][k] * map[k][j];
                    }
                }
            }
            power = next;
        }
        return order;
    }

    private static boolean identity(int[][] map) {
        for (int i = 0; i < map.length; i++) {
            for (int j = 0; j < map.length; j++) {
                if (map[i][j] != (i == j ? 1 : 0)) {
                    return false;
                }
            }
        }
        return true;
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
