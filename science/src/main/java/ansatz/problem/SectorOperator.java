package ansatz.problem;

import java.util.Arrays;

/// A Hamiltonian in a sector, matrix-free: from each representative of the configurations that symmetries map onto
/// each other, its elements lead to representatives of others.
///
/// With the projector P = sum_g chi(g)* g / |G|, the states are P|a> normalised, and with b' = g b
/// <a~| H |b~> = sum_b' <a| H |b'> chi(g)* sqrt(S_b / S_a), where S is the number of symmetries that leave a
/// configuration as it is (A. W. Sandvik, AIP Conf. Proc. 1297, 135 (2010), section 4.1).
///
/// A complex vector of length n stands as a real one of length 2 n, real parts first; a Hermitian matrix is then a
/// symmetric one, each eigenvalue twice.
final class SectorOperator {
    /// Tables of 2^N numbers have to fit into memory.
    static final int MOST_SITES = 24;

    private final int[] representatives;
    /// By configuration: the number of its representative, -1 if it has no part in the sector.
    private final int[] index;
    /// By configuration: the symmetry that leads to it from its representative.
    private final short[] element;
    private final double[] root;
    private final double[] re;
    private final double[] im;
    private final boolean complex;
    private final double[] diagonal;
    private final Term[] terms;

    /// The strings of a group of a [PauliSum], compiled to bit masks.
    private record Term(int flips, double[] real, int[] realSigns, double[] imaginary, int[] imaginarySigns) {
        static Term of(PauliSum.Group group, PauliSum sum) {
            var even = group.strings().stream().filter(s -> s.ys() % 2 == 0).toList();
            var odd = group.strings().stream().filter(s -> s.ys() % 2 == 1).toList();
            return new Term(
                    mask(group.flips()),
                    even.stream().mapToDouble(s -> coefficient(s, sum)).toArray(),
                    even.stream().mapToInt(s -> mask(s.signs())).toArray(),
                    odd.stream().mapToDouble(s -> coefficient(s, sum)).toArray(),
                    odd.stream().mapToInt(s -> mask(s.signs())).toArray());
        }

        private static double coefficient(PauliString string, PauliSum sum) {
            double c = sum.terms().getOrDefault(string, 0.0);
            return string.ys() % 4 == 0 || string.ys() % 4 == 3 ? c : -c;
        }

        private static int mask(int[] sites) {
            int mask = 0;
            for (int site : sites) {
                mask |= 1 << site;
            }
            return mask;
        }

        static double element(double[] coefficients, int[] signs, int s) {
            double sum = 0;
            for (int k = 0; k < signs.length; k++) {
                sum += (Integer.bitCount(s & signs[k]) & 1) == 0 ? coefficients[k] : -coefficients[k];
            }
            return sum;
        }
    }

    /// @throws IllegalArgumentException if there are more than [#MOST_SITES] spins, or the Hamiltonian lacks a
    /// symmetry of the sector
    SectorOperator(PauliSum hamiltonian, Sector sector) {
        int n = sector.sites();
        if (n > MOST_SITES) {
            throw new IllegalArgumentException(
                    "exact diagonalization of " + n + " spins; at most " + MOST_SITES + " fit into memory");
        }
        sector.requireSymmetric(hamiltonian);
        this.complex = !(sector.real() && hamiltonian.real());
        int order = sector.elements().size();
        if (order > Short.MAX_VALUE) {
            throw new IllegalArgumentException("a sector of " + order + " symmetries; at most " + Short.MAX_VALUE);
        }
        this.re = new double[order];
        this.im = new double[order];
        var images = new int[order][n];
        var flips = new int[order];
        for (int g = 0; g < order; g++) {
            re[g] = sector.character(g)[0];
            im[g] = sector.character(g)[1];
            flips[g] = sector.elements().get(g).flip() ? (1 << n) - 1 : 0;
            for (int i = 0; i < n; i++) {
                images[g][i] = 1 << sector.elements().get(g).permutation().image(i);
            }
        }
        this.index = new int[1 << n];
        this.element = new short[order == 1 ? 0 : 1 << n];
        Arrays.fill(index, UNSEEN);
        int down =
                sector.magnetization().isPresent() ? (n - sector.magnetization().getAsInt()) / 2 : -1;
        var found = new int[1 << 10];
        var roots = new double[1 << 10];
        int count = 0;
        for (int s = 0; s < index.length; s++) {
            if (index[s] != UNSEEN) {
                continue;
            }
            if (down >= 0 && Integer.bitCount(s) != down) {
                index[s] = ABSENT;
                continue;
            }
            int fixed = order == 1 ? 1 : orbit(s, images, flips, count);
            if (order == 1) {
                index[s] = count;
            }
            if (fixed > 0) {
                if (count == found.length) {
                    found = Arrays.copyOf(found, 2 * count);
                    roots = Arrays.copyOf(roots, 2 * count);
                }
                found[count] = s;
                roots[count] = Math.sqrt(fixed);
                count++;
            }
        }
        this.representatives = Arrays.copyOf(found, count);
        this.root = Arrays.copyOf(roots, count);
        this.terms = hamiltonian.offDiagonal().stream()
                .map(group -> Term.of(group, hamiltonian))
                .toArray(Term[]::new);
        this.diagonal = new double[count];
        var diagonalTerm = Term.of(hamiltonian.diagonal(), hamiltonian);
        for (int a = 0; a < count; a++) {
            diagonal[a] = Term.element(diagonalTerm.real(), diagonalTerm.realSigns(), representatives[a]);
        }
    }

    private static final int UNSEEN = -2;
    private static final int ABSENT = -1;

    /// Enters all images of a configuration.
    ///
    /// @return how many symmetries leave it as it is, 0 if their eigenvalues cancel so that no state remains
    private int orbit(int s, int[][] images, int[] flips, int number) {
        int fixed = 0;
        double sum = 0;
        for (int g = 0; g < flips.length; g++) {
            int image = image(s, images[g]) ^ flips[g];
            if (index[image] == UNSEEN) {
                index[image] = number;
                element[image] = (short) g;
            }
            if (image == s) {
                fixed++;
                sum += re[g];
            }
        }
        // over a group of symmetries the eigenvalues sum to its order or to 0
        if (sum > 0.5) {
            return fixed;
        }
        for (int g = 0; g < flips.length; g++) {
            index[image(s, images[g]) ^ flips[g]] = ABSENT;
        }
        return 0;
    }

    private static int image(int s, int[] bits) {
        int image = 0;
        for (int rest = s; rest != 0; rest &= rest - 1) {
            image |= bits[Integer.numberOfTrailingZeros(rest)];
        }
        return image;
    }

    /// How many states the sector has.
    int states() {
        return representatives.length;
    }

    /// The length of a vector: the number of states, twice that if the matrix is complex.
    int dimension() {
        return complex ? 2 * states() : states();
    }

    boolean complex() {
        return complex;
    }

    /// A real vector by configuration number: a representative a stands for sqrt(S_a / |G|) sum_b chi(b) |b> over
    /// its
    /// images b.
    double[] overConfigurations(double[] v) {
        if (complex) {
            throw new IllegalArgumentException("a complex vector is not laid out by configuration");
        }
        var all = new double[index.length];
        for (int s = 0; s < all.length; s++) {
            int a = index[s];
            if (a >= 0) {
                int g = element.length == 0 ? 0 : element[s];
                all[s] = v[a] * re[g] * root[a] / Math.sqrt(re.length);
            }
        }
        return all;
    }

    /// w := H v.
    void apply(double[] v, double[] w) {
        int n = states();
        for (int a = 0; a < n; a++) {
            int s = representatives[a];
            double sum = diagonal[a] * v[a];
            double other = complex ? diagonal[a] * v[n + a] : 0;
            for (var term : terms) {
                int t = s ^ term.flips;
                int b = index[t];
                if (b < 0) {
                    continue;
                }
                double hr = Term.element(term.real, term.realSigns, s);
                double scale = root[b] / root[a];
                int g = element.length == 0 ? 0 : element[t];
                if (!complex) {
                    sum += hr * re[g] * scale * v[b];
                } else {
                    double hi = Term.element(term.imaginary, term.imaginarySigns, s);
                    double fr = scale * (hr * re[g] + hi * im[g]);
                    double fi = scale * (hi * re[g] - hr * im[g]);
                    sum += fr * v[b] - fi * v[n + b];
                    other += fr * v[n + b] + fi * v[b];
                }
            }
            w[a] = sum;
            if (complex) {
                w[n + a] = other;
            }
        }
    }
}
