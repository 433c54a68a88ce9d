package ansatz.model;

import ansatz.engine.array.Array;
import ansatz.engine.array.Shape;
import ansatz.engine.linalg.Lu;
import ansatz.engine.linalg.SymmetricEigen;
import ansatz.lattice.Bond;
import ansatz.lattice.Geometry;
import ansatz.lattice.Lattice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which parameter each pair of sites has, and with which sign.
final class PairShape {
    /// Pairing on a site, which keeps the pairs of a full orbital finite.
    private static final double ON_SITE = 0.1;

    final int sites;
    /// How many pairs a configuration holds.
    final int pairs;

    final int parameters;
    /// The parameter of f_ij at [i * sites + j]; -1 where f_ij is 0.
    final int[] parameter;
    /// The sign of f_ij, 1 or -1; 0 where f_ij is 0.
    final double[] sign;

    private final Lattice lattice;
    private final Optional<Geometry> geometry;
    private final boolean[] antiperiodic;

    /// A displacement of two sites, with the sign of its pair beside that of the displacement closed to the cells
    /// from
    /// 0 up.
    private record Way(List<Integer> closed, double sign) {}

    PairShape(PairProduct family, Lattice lattice) {
        this.lattice = lattice;
        this.geometry = lattice.geometry();
        this.sites = lattice.sites();
        this.pairs = sites / 2;
        this.parameter = new int[sites * sites];
        this.sign = new double[sites * sites];
        this.antiperiodic = new boolean[geometry.map(Geometry::dimension).orElse(0)];
        for (int direction : family.antiperiodic()) {
            antiperiodic[direction - 1] = true;
        }
        Arrays.fill(parameter, -1);
        if (family.symmetry() == PairProduct.Symmetry.TRANSLATION) {
            this.parameters = shareByTranslation(geometry.orElseThrow());
        } else {
            this.parameters = sites * (sites - 1) / 2;
            int number = 0;
            for (int i = 0; i < sites; i++) {
                for (int j = 0; j < i; j++) {
                    set(i, j, number++, 1);
                }
            }
        }
    }

    /// @return how many parameters there are
    private int shareByTranslation(Geometry on) {
        Map<List<Integer>, Integer> known = new HashMap<>();
        for (int i = 0; i < sites; i++) {
            for (int j = 0; j < i; j++) {
                Way there = way(on, i, j);
                Way back = way(on, j, i);
                if (there.closed.equals(back.closed) && there.sign != back.sign) {
                    // half the way around: f(r) = f(-r) = -f(r)
                    continue;
                }
                Way named = known.containsKey(back.closed) ? back : there;
                known.putIfAbsent(named.closed, known.size());
                set(i, j, known.get(named.closed), named.sign);
            }
        }
        return known.size();
    }

    private Way way(Geometry on, int from, int to) {
        int[] offset = on.offset(from, to);
        double product = 1;
        var closed = new ArrayList<>(List.of(from % on.basisSize(), to % on.basisSize()));
        for (int d = 0; d < offset.length; d++) {
            boolean around = on.periodic(d) && offset[d] < 0;
            closed.add(around ? offset[d] + on.length(d) : offset[d]);
            product = around && antiperiodic[d] ? -product : product;
        }
        return new Way(closed, product);
    }

    private void set(int i, int j, int number, double value) {
        parameter[i * sites + j] = number;
        parameter[j * sites + i] = number;
        sign[i * sites + j] = value;
        sign[j * sites + i] = value;
    }

    /// f_ij for some parameters, in rows.
    double[] table(double[] theta) {
        var f = new double[parameter.length];
        for (int k = 0; k < f.length; k++) {
            f[k] = parameter[k] < 0 ? 0 : sign[k] * theta[parameter[k]];
        }
        return f;
    }

    /// The pairs of a mean field with hopping -1 and pairing 1 or -1 along each bond, for each parameter the mean
    /// of
    /// its pairs, the largest set to 1: the eigenvectors (u, v) of positive energies of the Bogoliubov matrix
    /// (h, D; D, -h) give f = -v u^(-1) (P.-G. de Gennes, Superconductivity of Metals and Alloys, chapter 5).
    double[] meanField() {
        int n = sites;
        var eigen = SymmetricEigen.of(new Array(Shape.of(2 * n, 2 * n), bogoliubov()));
        var u = new double[n * n];
        var v = new double[n * n];
        for (int k = 0; k < n; k++) {
            double[] vector = eigen.vector(n + k);
            System.arraycopy(vector, 0, u, k * n, n);
            System.arraycopy(vector, n, v, k * n, n);
        }
        // f is symmetric: u^T f = -v^T, one column after the other
        var lu = Lu.of(new Array(Shape.of(n, n), u));
        var f = new double[n * n];
        var right = new double[n];
        for (int j = 0; j < n; j++) {
            for (int k = 0; k < n; k++) {
                right[k] = -v[k * n + j];
            }
            System.arraycopy(lu.solve(right), 0, f, j * n, n);
        }
        return means(f);
    }

    private double[] bogoliubov() {
        int width = 2 * sites;
        var matrix = new double[width * width];
        for (Bond bond : lattice.bonds()) {
            double hopping = across(bond.from(), bond.to());
            double pairing = hopping * wave(bond.from(), bond.to());
            for (int way = 0; way < 2; way++) {
                int i = way == 0 ? bond.from() : bond.to();
                int j = way == 0 ? bond.to() : bond.from();
                matrix[i * width + j] -= hopping;
                matrix[(sites + i) * width + sites + j] += hopping;
                matrix[i * width + sites + j] += pairing;
                matrix[(sites + i) * width + j] += pairing;
            }
        }
        for (int i = 0; i < sites; i++) {
            matrix[i * width + sites + i] = ON_SITE;
            matrix[(sites + i) * width + i] = ON_SITE;
        }
        return matrix;
    }

    /// -1 for a bond across an odd number of antiperiodic boundaries, 1 for others.
    private double across(int from, int to) {
        double product = 1;
        for (int d = 0; d < antiperiodic.length; d++) {
            var on = geometry.orElseThrow();
            if (antiperiodic[d] && 2 * Math.abs(on.offset(from, to)[d]) > on.length(d)) {
                product = -product;
            }
        }
        return product;
    }

    /// 1 for a bond along the first direction, or where there are none, -1 for others.
    private double wave(int from, int to) {
        return geometry.isEmpty() || geometry.get().offset(from, to)[0] != 0 ? 1 : -1;
    }

    private double[] means(double[] f) {
        var mean = new double[parameters];
        var count = new int[parameters];
        for (int k = 0; k < f.length; k++) {
            if (parameter[k] >= 0) {
                mean[parameter[k]] += sign[k] * f[k];
                count[parameter[k]]++;
            }
        }
        double largest = 0;
        for (int k = 0; k < parameters; k++) {
            mean[k] /= count[k];
            largest = Math.max(largest, Math.abs(mean[k]));
        }
        for (int k = 0; k < parameters; k++) {
            mean[k] /= largest;
        }
        return mean;
    }
}
