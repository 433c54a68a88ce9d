package ansatz.lattice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Cells of sites that repeat along as many directions as space has, each open or periodic: what follows for the
/// bonds, the symmetries and the wave vectors.
///
/// Cell n = (n_1, ..., n_D) stands at sum_d n_d a_d with the primitive vectors a_d, and holds the sites r_b of the
/// basis. Sites are numbered basis first, then the first direction: site = b + B (n_1 + L_1 (n_2 + L_2 n_3)).
/// Lengths are in units of the distance of nearest neighbours.
public final class Geometry {
    /// Of positions that are sums of a few numbers of order one.
    private static final double ROUNDING = 1e-9;

    private final double[][] primitive;
    private final double[][] basis;
    private final int[] lengths;
    private final boolean[] periodic;

    /// @param primitive the vectors a_d, `[direction][coordinate]`
    /// @param basis the positions of the sites of a cell, `[site][coordinate]`
    /// @param lengths how many cells there are along each direction, at least 1
    /// @param periodic whether each direction closes on itself
    public Geometry(double[][] primitive, double[][] basis, int[] lengths, boolean[] periodic) {
        if (basis.length == 0 || primitive.length != lengths.length || primitive.length != periodic.length) {
            throw new IllegalArgumentException("a geometry of " + primitive.length + " primitive vectors with "
                    + lengths.length + " lengths, " + periodic.length + " boundaries and " + basis.length
                    + " sites a cell; it needs as many lengths and boundaries as vectors, and a site");
        }
        for (int length : lengths) {
            if (length < 1) {
                throw new IllegalArgumentException("a geometry has a length of " + length + "; at least 1");
            }
        }
        this.primitive = copy(primitive);
        this.basis = copy(basis);
        this.lengths = lengths.clone();
        this.periodic = periodic.clone();
    }

    private static double[][] copy(double[][] rows) {
        var copy = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            copy[i] = rows[i].clone();
        }
        return copy;
    }

    /// How many directions space has.
    public int dimension() {
        return lengths.length;
    }

    /// A primitive vector: how far the cells along a direction are apart.
    public double[] primitive(int direction) {
        return primitive[direction].clone();
    }

    /// How many cells there are along a direction.
    public int length(int direction) {
        return lengths[direction];
    }

    /// Whether a direction closes on itself.
    public boolean periodic(int direction) {
        return periodic[direction];
    }

    /// How many sites a cell has.
    public int basisSize() {
        return basis.length;
    }

    /// How many cells there are.
    public int cells() {
        int product = 1;
        for (int length : lengths) {
            product = Math.multiplyExact(product, length);
        }
        return product;
    }

    /// How many sites there are.
    public int sites() {
        return Math.multiplyExact(cells(), basis.length);
    }

    /// The Cartesian coordinates of a site, without closing any direction.
    public double[] position(int site) {
        return cartesian(cell(site), site % basis.length);
    }

    private double[] cartesian(int[] cell, int b) {
        double[] r = basis[b].clone();
        for (int d = 0; d < lengths.length; d++) {
            for (int x = 0; x < r.length; x++) {
                r[x] += cell[d] * primitive[d][x];
            }
        }
        return r;
    }

    private int[] cell(int site) {
        int rest = site / basis.length;
        var cell = new int[lengths.length];
        for (int d = 0; d < cell.length; d++) {
            cell[d] = rest % lengths[d];
            rest /= lengths[d];
        }
        return cell;
    }

    /// The site of a cell, closed along periodic directions; -1 if it is outside.
    private int site(int[] cell, int b) {
        int number = 0;
        for (int d = lengths.length - 1; d >= 0; d--) {
            int n = periodic[d] ? Math.floorMod(cell[d], lengths[d]) : cell[d];
            if (n < 0 || n >= lengths[d]) {
                return -1;
            }
            number = number * lengths[d] + n;
        }
        return number * basis.length + b;
    }

    /// A neighbour in the unbounded lattice: from site `from` of a cell to site `to` of the cell at `offset`.
    private record Neighbour(int from, int to, List<Integer> offset) {
        Neighbour reversed() {
            return new Neighbour(to, from, offset.stream().map(n -> -n).toList());
        }
    }

    /// The neighbours of all shells up to one.
    private List<Neighbour> shells(int last) {
        var neighbours = new ArrayList<Neighbour>();
        for (int k = 1; k <= last; k++) {
            neighbours.addAll(shell(k));
        }
        return neighbours;
    }

    /// The neighbours of a shell in the unbounded lattice, each pair in one direction.
    private List<Neighbour> shell(int shell) {
        if (shell < 1 || shell > 8) {
            throw new IllegalArgumentException("a shell of neighbours is from 1 to 8, found " + shell);
        }
        // a cell holds no distance shorter than the nearest, so that shell k lies within 2 k + 1 cells
        var offsets = new ArrayList<int[]>();
        cube(offsets, new int[lengths.length], 0, 2 * shell + 1);
        var distances = new ArrayList<Double>();
        for (int[] offset : offsets) {
            for (int a = 0; a < basis.length; a++) {
                for (int b = 0; b < basis.length; b++) {
                    double distance = distance(a, b, offset);
                    if (distance > ROUNDING && distances.stream().noneMatch(x -> Math.abs(x - distance) < ROUNDING)) {
                        distances.add(distance);
                    }
                }
            }
        }
        distances.sort(null);
        double radius = distances.get(shell - 1);
        var neighbours = new ArrayList<Neighbour>();
        for (int a = 0; a < basis.length; a++) {
            for (int[] offset : offsets) {
                for (int b = 0; b < basis.length; b++) {
                    if (forward(offset, a, b) && Math.abs(distance(a, b, offset) - radius) < ROUNDING) {
                        neighbours.add(new Neighbour(
                                a, b, Arrays.stream(offset).boxed().toList()));
                    }
                }
            }
        }
        return neighbours;
    }

    private static void cube(List<int[]> offsets, int[] offset, int d, int radius) {
        if (d == offset.length) {
            offsets.add(offset.clone());
            return;
        }
        for (int n = -radius; n <= radius; n++) {
            offset[d] = n;
            cube(offsets, offset, d + 1, radius);
        }
    }

    private double distance(int a, int b, int[] offset) {
        double[] r = cartesian(offset, b);
        double sum = 0;
        for (int x = 0; x < r.length; x++) {
            sum += (r[x] - basis[a][x]) * (r[x] - basis[a][x]);
        }
        return Math.sqrt(sum);
    }

    /// Of a pair in both directions only one is kept.
    private static boolean forward(int[] offset, int a, int b) {
        for (int d = offset.length - 1; d >= 0; d--) {
            if (offset[d] != 0) {
                return offset[d] > 0;
            }
        }
        return a < b;
    }

    /// The pairs of neighbours of a shell, each pair once: 1 are the nearest.
    ///
    /// @throws IllegalArgumentException if a pair would occur twice, in this shell or in one before it, or a site
    /// be
    /// its own neighbour, since a periodic direction is too short
    public List<Bond> bonds(int shell) {
        if (!holds(shell)) {
            throw new IllegalArgumentException("lengths " + tooShort(shell));
        }
        var neighbours = shell(shell);
        var bonds = new ArrayList<Bond>();
        int cells = cells();
        for (int n = 0; n < cells; n++) {
            int[] cell = cell(n * basis.length);
            for (var neighbour : neighbours) {
                var other = new int[cell.length];
                for (int d = 0; d < other.length; d++) {
                    other[d] = cell[d] + neighbour.offset().get(d);
                }
                int to = site(other, neighbour.to());
                if (to >= 0) {
                    bonds.add(new Bond(n * basis.length + neighbour.from(), to));
                }
            }
        }
        return bonds;
    }

    /// Whether each pair of neighbours up to a shell is joined by one bond only.
    boolean holds(int shell) {
        return !doubled(shells(shell), lengths, periodic);
    }

    /// What is wrong where a shell does not [#holds]: what was found and what is legal, after the name of the key.
    String tooShort(int shell) {
        var neighbours = shells(shell);
        var what = new StringBuilder("are " + Arrays.toString(lengths)
                + ", so that two bonds of " + (shell == 1 ? "nearest neighbours" : "neighbours up to shell " + shell)
                + " join the same sites");
        for (int d = 0; d < lengths.length; d++) {
            int least = least(neighbours, d);
            if (periodic[d] && lengths[d] < least) {
                return what.append("; periodic direction ")
                        .append(d + 1)
                        .append(" needs at least ")
                        .append(least)
                        .toString();
            }
        }
        return what.append("; periodic directions must be longer").toString();
    }

    /// The least length of a periodic direction from which on no bond is doubled, where all others are open and
    /// long.
    private int least(List<Neighbour> neighbours, int direction) {
        var alone = new boolean[lengths.length];
        alone[direction] = true;
        var bounds = new int[lengths.length];
        Arrays.fill(bounds, Integer.MAX_VALUE);
        int length = 1;
        for (var neighbour : neighbours) {
            length = Math.max(length, 2 * Math.abs(neighbour.offset().get(direction)) + 1);
        }
        for (; length > 1; length--) {
            bounds[direction] = length - 1;
            if (doubled(neighbours, bounds, alone)) {
                return length;
            }
        }
        return length;
    }

    private static boolean doubled(List<Neighbour> neighbours, int[] lengths, boolean[] periodic) {
        Set<Neighbour> seen = new HashSet<>();
        for (var neighbour : neighbours) {
            var there = closed(neighbour, lengths, periodic);
            if (there == null) {
                continue;
            }
            var back = closed(neighbour.reversed(), lengths, periodic);
            if (!seen.add(there) || !seen.add(back)) {
                return true;
            }
        }
        return false;
    }

    /// The neighbour with its offset taken modulo the lengths; null if it is outside always.
    private static @Nullable Neighbour closed(Neighbour neighbour, int[] lengths, boolean[] periodic) {
        var offset = new ArrayList<Integer>();
        for (int d = 0; d < lengths.length; d++) {
            int n = neighbour.offset().get(d);
            if (!periodic[d] && Math.abs(n) >= lengths[d]) {
                return null;
            }
            offset.add(periodic[d] ? Math.floorMod(n, lengths[d]) : n);
        }
        return new Neighbour(neighbour.from(), neighbour.to(), List.copyOf(offset));
    }

    /// How many cells lie between two sites along each direction, without closing any: of the site `to` minus of
    /// `from`.
    public int[] offset(int from, int to) {
        int[] here = cell(from);
        int[] there = cell(to);
        var offset = new int[here.length];
        for (int d = 0; d < offset.length; d++) {
            offset[d] = there[d] - here[d];
        }
        return offset;
    }

    /// How far two sites are apart, by the shortest way around periodic directions.
    public double distance(int from, int to) {
        int[] start = offset(from, to);
        for (int d = 0; d < start.length; d++) {
            if (periodic[d]) {
                start[d] -= lengths[d] * Math.round((float) start[d] / lengths[d]);
            }
        }
        return shortest(from % basis.length, to % basis.length, start, 0);
    }

    /// Over one step around each periodic direction from `d` on, as primitive vectors need not be orthogonal.
    private double shortest(int a, int b, int[] offset, int d) {
        if (d == offset.length) {
            return distance(a, b, offset);
        }
        double shortest = shortest(a, b, offset, d + 1);
        for (int turn = -1; turn <= 1 && periodic[d]; turn += 2) {
            int[] other = offset.clone();
            other[d] += turn * lengths[d];
            shortest = Math.min(shortest, shortest(a, b, other, d + 1));
        }
        return shortest;
    }

    /// The wave vectors, each as its shortest image and only one of k and -k, `[wave vector][coordinate]`.
    public List<double[]> wavePairs() {
        double[][] reciprocal = reciprocal();
        double[][] all = waveVectors();
        var pairs = new ArrayList<double[]>();
        for (int m = 0; m < all.length; m++) {
            int[] opposite = cell(m * basis.length);
            for (int d = 0; d < opposite.length; d++) {
                opposite[d] = Math.floorMod(-opposite[d], lengths[d]);
            }
            if (m <= cellNumber(opposite)) {
                pairs.add(shortest(all[m], reciprocal, 0));
            }
        }
        return pairs;
    }

    private int cellNumber(int[] cell) {
        int number = 0;
        for (int d = cell.length - 1; d >= 0; d--) {
            number = number * lengths[d] + cell[d];
        }
        return number;
    }

    private static double[] shortest(double[] k, double[][] reciprocal, int d) {
        if (d == reciprocal.length) {
            return k;
        }
        double[] best = shortest(k, reciprocal, d + 1);
        for (int turn = -2; turn <= 1; turn++) {
            double[] other = k.clone();
            for (int x = 0; x < k.length; x++) {
                other[x] += turn * reciprocal[d][x];
            }
            double[] found = shortest(other, reciprocal, d + 1);
            // the first of images that are equally long, to rounding
            if (square(found) < square(best) - ROUNDING) {
                best = found;
            }
        }
        return best;
    }

    private static double square(double[] k) {
        double sum = 0;
        for (double x : k) {
            sum += x * x;
        }
        return sum;
    }

    /// The translations along periodic directions, the identity first; the first direction runs fastest.
    public List<Permutation> translations() {
        var translations = new ArrayList<Permutation>();
        int cells = cells();
        for (int n = 0; n < cells; n++) {
            int[] shift = cell(n * basis.length);
            boolean legal = true;
            for (int d = 0; d < shift.length; d++) {
                legal &= periodic[d] || shift[d] == 0;
            }
            if (legal) {
                translations.add(translation(shift));
            }
        }
        return translations;
    }

    /// The translations by one cell, one along each periodic direction of more than one cell.
    public List<Permutation> unitTranslations() {
        var translations = new ArrayList<Permutation>();
        for (int d = 0; d < lengths.length; d++) {
            if (periodic[d] && lengths[d] > 1) {
                var shift = new int[lengths.length];
                shift[d] = 1;
                translations.add(translation(shift));
            }
        }
        return translations;
    }

    private Permutation translation(int[] shift) {
        var image = new int[sites()];
        for (int i = 0; i < image.length; i++) {
            int[] cell = cell(i);
            for (int d = 0; d < cell.length; d++) {
                cell[d] += shift[d];
            }
            image[i] = site(cell, i % basis.length);
        }
        return Permutation.of(image);
    }

    /// The wave vectors of the lattice, `[wave vector][coordinate]`: k = sum_d (m_d / L_d) b_d with the reciprocal
    /// vectors b_d, a_c . b_d = 2 pi delta_cd, and m_d from 0 to L_d - 1, the first direction fastest.
    public double[][] waveVectors() {
        double[][] reciprocal = reciprocal();
        var vectors = new double[cells()][];
        for (int m = 0; m < vectors.length; m++) {
            int[] n = cell(m * basis.length);
            var k = new double[lengths.length];
            for (int d = 0; d < n.length; d++) {
                for (int x = 0; x < k.length; x++) {
                    k[x] += n[d] / (double) lengths[d] * reciprocal[d][x];
                }
            }
            vectors[m] = k;
        }
        return vectors;
    }

    private double[][] reciprocal() {
        return switch (lengths.length) {
            case 1 -> new double[][] {{2 * Math.PI / primitive[0][0]}};
            case 2 -> {
                double[] a = primitive[0];
                double[] b = primitive[1];
                double scale = 2 * Math.PI / (a[0] * b[1] - a[1] * b[0]);
                yield new double[][] {{scale * b[1], -scale * b[0]}, {-scale * a[1], scale * a[0]}};
            }
            case 3 -> {
                double[] bc = cross(primitive[1], primitive[2]);
                double[] ca = cross(primitive[2], primitive[0]);
                double[] ab = cross(primitive[0], primitive[1]);
                double scale =
                        2 * Math.PI / (primitive[0][0] * bc[0] + primitive[0][1] * bc[1] + primitive[0][2] * bc[2]);
                for (double[] v : new double[][] {bc, ca, ab}) {
                    for (int x = 0; x < 3; x++) {
                        v[x] *= scale;
                    }
                }
                yield new double[][] {bc, ca, ab};
            }
            default ->
                throw new IllegalArgumentException(
                        "wave vectors are defined in 1 to 3 dimensions, found " + lengths.length);
        };
    }

    private static double[] cross(double[] a, double[] b) {
        return new double[] {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
    }

    /// Rotations and reflections about some point that map the sites and the bonds of nearest neighbours onto
    /// themselves, one for each linear map, the identity first.
    public List<PointOperation> pointOperations() {
        return new PointGroup(this, primitive, basis).operations();
    }

    /// The site at n + f_b for fractional coordinates, closed along periodic directions; -1 if there is none.
    int siteAt(double[] fraction, double[][] fractions) {
        for (int b = 0; b < basis.length; b++) {
            var cell = new int[lengths.length];
            boolean whole = true;
            for (int d = 0; d < cell.length && whole; d++) {
                double n = fraction[d] - fractions[b][d];
                cell[d] = (int) Math.rint(n);
                whole = Math.abs(n - cell[d]) < ROUNDING;
            }
            if (whole) {
                return site(cell, b);
            }
        }
        return -1;
    }

    /// The coordinates of a site in units of the primitive vectors, `fractions` those of the basis.
    double[] fraction(int site, double[][] fractions) {
        int[] cell = cell(site);
        double[] u = fractions[site % basis.length].clone();
        for (int d = 0; d < u.length; d++) {
            u[d] += cell[d];
        }
        return u;
    }

    /// A vector in units of the primitive vectors.
    double[] fractionOf(double[] r) {
        double[][] reciprocal = reciprocal();
        var u = new double[lengths.length];
        for (int d = 0; d < u.length; d++) {
            for (int x = 0; x < r.length; x++) {
                u[d] += reciprocal[d][x] * r[x] / (2 * Math.PI);
            }
        }
        return u;
    }
}
