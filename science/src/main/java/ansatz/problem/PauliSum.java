package ansatz.problem;

import ansatz.lattice.Bipartition;
import ansatz.lattice.Permutation;
import ansatz.lattice.Symmetry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A Hermitian operator on spins as a sum of Pauli strings with real coefficients, grouped by the spins they flip.
///
/// All strings that flip the same spins connect a configuration s with the same s', so that each group is one
/// matrix element <s| H |s'> = sum_k c_k (-i)^ys prod_{i in signs(k)} s_i. What cancels is left out, and a group is
/// zero for some configurations (antiparallel bonds only, for a Heisenberg model): no element is padded.
///
/// A string with an odd number of sigma^y has imaginary elements; without one the operator is real and symmetric.
public final class PauliSum {
    /// Of coefficients that a symmetry makes equal, relative to the largest.
    private static final double ROUNDING = 1e-10;

    private final int sites;
    private final Map<PauliString, Double> terms;
    private final Group diagonal;
    private final List<Group> offDiagonal;

    private PauliSum(int sites, Map<PauliString, Double> terms) {
        this.sites = sites;
        this.terms = Collections.unmodifiableMap(terms);
        Map<List<Integer>, List<PauliString>> groups = new LinkedHashMap<>();
        groups.put(List.of(), new ArrayList<>());
        for (var string : terms.keySet()) {
            groups.computeIfAbsent(Arrays.stream(string.flips()).boxed().toList(), flips -> new ArrayList<>())
                    .add(string);
        }
        List<Group> all = groups.values().stream()
                .map(strings -> new Group(strings, terms))
                .toList();
        this.diagonal = all.getFirst();
        this.offDiagonal = all.subList(1, all.size());
    }

    /// Starts a sum over so many sites.
    public static Builder on(int sites) {
        return new Builder(sites);
    }

    /// How many spins there are.
    public int sites() {
        return sites;
    }

    /// The elements <s| H |s>.
    public Group diagonal() {
        return diagonal;
    }

    /// The elements between different configurations, one group for each set of flipped spins.
    public List<Group> offDiagonal() {
        return offDiagonal;
    }

    /// The largest number of spins that a group flips.
    public int mostFlips() {
        return offDiagonal.stream().mapToInt(g -> g.flips.length).max().orElse(0);
    }

    /// The strings with their coefficients, in the order in which they were added; none is 0.
    public Map<PauliString, Double> terms() {
        return terms;
    }

    /// The mean of all eigenvalues: the coefficient of the identity, since every other string has trace 0.
    public double centre() {
        return terms.getOrDefault(PauliString.IDENTITY, 0.0);
    }

    /// A bound on the distance of all eigenvalues from [#centre()]: the sum of the absolute coefficients of the
    /// strings but the identity, since each string has norm 1.
    public double halfWidth() {
        double sum = 0;
        for (var term : terms.entrySet()) {
            sum += term.getKey().equals(PauliString.IDENTITY) ? 0 : Math.abs(term.getValue());
        }
        return sum;
    }

    /// Whether all elements are real: each string has an even number of sigma^y.
    public boolean real() {
        return terms.keySet().stream().allMatch(string -> string.ys() % 2 == 0);
    }

    /// Whether it commutes with the magnetisation sum_i sigma^z_i: each element conserves the number of spins down.
    public boolean conservesMagnetization() {
        return Magnetization.conservedBy(this);
    }

    /// Whether it commutes with prod_i sigma^x_i, which turns all spins over.
    public boolean evenUnderFlip() {
        return terms.keySet().stream().allMatch(string -> string.signs().length % 2 == 0);
    }

    /// The part that commutes with the magnetisation: elements between configurations of the same sum of spins.
    ///
    /// Of a string that flips n spins it is the string times the projector on configurations in which these n sum
    /// to 0,
    /// sum_A w_|A| prod_{i in A} sigma^z_i over the subsets A of the flipped sites, with
    /// w_a = 2^-n sum_j (-1)^j C(a, j) C(n - a, n/2 - j).
    public PauliSum conservingPart() {
        var part = new Builder(sites);
        terms.forEach((string, coefficient) -> {
            int[] flips = string.flips();
            int n = flips.length;
            for (int subset = 0; n % 2 == 0 && subset < 1 << n; subset++) {
                int a = Integer.bitCount(subset);
                if (a % 2 == 0) {
                    var turned = string.timesZ(flips, subset);
                    part.add(turned.sign() * coefficient * conservedShare(a, n), turned.string());
                }
            }
        });
        return part.build();
    }

    private static double conservedShare(int a, int n) {
        double sum = 0;
        for (int j = 0; j <= a; j++) {
            sum += (j % 2 == 0 ? 1 : -1) * binomial(a, j) * binomial(n - a, n / 2 - j);
        }
        return sum / (1L << n);
    }

    private static double binomial(int n, int k) {
        if (k < 0 || k > n) {
            return 0;
        }
        double product = 1;
        for (int i = 1; i <= k; i++) {
            product = product * (n - k + i) / i;
        }
        return product;
    }

    /// The operator with the sites moved.
    ///
    /// @throws IllegalArgumentException if the permutation has another number of sites
    public PauliSum moved(Permutation permutation) {
        if (permutation.sites() != sites) {
            throw new IllegalArgumentException(
                    "a permutation of " + permutation.sites() + " sites cannot move a sum on " + sites + " sites");
        }
        Map<PauliString, Double> images = new LinkedHashMap<>();
        terms.forEach((string, coefficient) -> images.put(string.moved(permutation), coefficient));
        return new PauliSum(sites, images);
    }

    /// Whether it commutes with a symmetry, to rounding.
    ///
    /// @throws IllegalArgumentException if the symmetry has another number of sites
    public boolean has(Symmetry symmetry) {
        if (symmetry.flip() && !evenUnderFlip()) {
            return false;
        }
        double largest = terms.values().stream().mapToDouble(Math::abs).max().orElse(0);
        var there = moved(symmetry.permutation()).terms;
        return terms.entrySet().stream()
                .allMatch(term ->
                        Math.abs(there.getOrDefault(term.getKey(), 0.0) - term.getValue()) <= ROUNDING * largest);
    }

    /// The operator in the basis in which each configuration has the sign (-1)^(spins down on the odd sublattice),
    /// U H U with U = prod_{i odd} sigma^z_i: sigma^x and sigma^y of the odd sublattice change their sign (W.
    /// Marshall,
    /// Proc. R. Soc. Lond. A 232, 48 (1955)).
    ///
    /// @throws IllegalArgumentException if the sublattices have another number of sites
    public PauliSum marshall(Bipartition sublattices) {
        if (sublattices.sites() != sites) {
            throw new IllegalArgumentException(
                    "sublattices of " + sublattices.sites() + " sites do not fit a sum on " + sites + " sites");
        }
        Map<PauliString, Double> rotated = new LinkedHashMap<>();
        terms.forEach((string, coefficient) -> {
            long odd = Arrays.stream(string.flips()).filter(sublattices::odd).count();
            rotated.put(string, odd % 2 == 0 ? coefficient : -coefficient);
        });
        return new PauliSum(sites, rotated);
    }

    /// Whether the other object is the same operator, whatever the order of its strings.
    @Override
    public boolean equals(Object other) {
        return other instanceof PauliSum sum && sites == sum.sites && terms.equals(sum.terms);
    }

    @Override
    public int hashCode() {
        return 31 * sites + terms.hashCode();
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        terms.forEach((string, c) -> {
            text.append(text.isEmpty() ? (c < 0 ? "-" : "") : c < 0 ? " - " : " + ");
            text.append(Math.abs(c)).append(' ').append(string);
        });
        return text.isEmpty() ? "0" : text.toString();
    }

    /// All strings that flip the same spins.
    public static final class Group {
        private final List<PauliString> strings;
        private final int[] flips;
        private final Part real;
        private final Part imaginary;

        private Group(List<PauliString> strings, Map<PauliString, Double> terms) {
            this.strings = List.copyOf(strings);
            this.flips = strings.isEmpty() ? new int[0] : strings.getFirst().flips();
            this.real = new Part(
                    strings.stream().filter(string -> string.ys() % 2 == 0).toList(), terms);
            this.imaginary = new Part(
                    strings.stream().filter(string -> string.ys() % 2 == 1).toList(), terms);
        }

        /// The flipped sites, ascending; not to be changed.
        public int[] flips() {
            return flips;
        }

        /// The strings, in the order in which they were added.
        public List<PauliString> strings() {
            return strings;
        }

        /// How many strings there are.
        public int terms() {
            return strings.size();
        }

        /// Whether all elements are real.
        public boolean real() {
            return imaginary.coefficients.length == 0;
        }

        /// Whether the element is the same for every configuration, so that it never has to be looked at.
        public boolean constant() {
            return real.constant() && imaginary.constant();
        }

        /// The real part of the element between s and s with [#flips()] flipped, for a block of
        /// configurations.
        ///
        /// @param spins -1 or 1, `[site][configuration]`
        /// @param stride the distance of two sites in `spins`
        /// @param count the number of configurations
        /// @param out Re <s| H |s'> for each configuration
        public void elements(double[] spins, int stride, int count, double[] out) {
            real.elements(spins, stride, count, out);
        }

        /// The imaginary part of the element between s and s with [#flips()] flipped, for a block of
        /// configurations.
        ///
        /// @param spins -1 or 1, `[site][configuration]`
        /// @param stride the distance of two sites in `spins`
        /// @param count the number of configurations
        /// @param out Im <s| H |s'> for each configuration
        public void imaginaryElements(double[] spins, int stride, int count, double[] out) {
            imaginary.elements(spins, stride, count, out);
        }

        /// The real part of the element between s and s with [#flips()] flipped.
        ///
        /// @param down bit i % 64 of word i / 64 is set where spin i is -1
        public double element(long... down) {
            return real.element(down);
        }

        /// The imaginary part of the element between s and s with [#flips()] flipped.
        ///
        /// @param down bit i % 64 of word i / 64 is set where spin i is -1
        public double imaginaryElement(long... down) {
            return imaginary.element(down);
        }
    }

    /// A sum of products of spins: the real or the imaginary part of a group.
    private static final class Part {
        private final double[] coefficients;
        private final int[][] signs;

        Part(List<PauliString> strings, Map<PauliString, Double> terms) {
            this.coefficients = new double[strings.size()];
            this.signs = new int[strings.size()][];
            for (int k = 0; k < signs.length; k++) {
                var string = strings.get(k);
                // (-i)^ys is 1, -i, -1, i
                double phase = string.ys() % 4 == 0 || string.ys() % 4 == 3 ? 1 : -1;
                coefficients[k] = phase * terms.getOrDefault(string, 0.0);
                signs[k] = string.signs();
            }
        }

        boolean constant() {
            return Arrays.stream(signs).allMatch(s -> s.length == 0);
        }

        void elements(double[] spins, int stride, int count, double[] out) {
            Arrays.fill(out, 0, count, 0.0);
            for (int k = 0; k < coefficients.length; k++) {
                addTerm(coefficients[k], signs[k], spins, stride, count, out);
            }
        }

        private static void addTerm(double c, int[] signs, double[] spins, int stride, int count, double[] out) {
            switch (signs.length) {
                case 0 -> addConstant(c, count, out);
                case 1 -> addOne(c, spins, signs[0] * stride, count, out);
                case 2 -> addTwo(c, spins, signs[0] * stride, signs[1] * stride, count, out);
                default -> {
                    for (int n = 0; n < count; n++) {
                        double product = c;
                        for (int site : signs) {
                            product *= spins[site * stride + n];
                        }
                        out[n] += product;
                    }
                }
            }
        }

        private static void addConstant(double c, int count, double[] out) {
            for (int n = 0; n < count; n++) {
                out[n] += c;
            }
        }

        private static void addOne(double c, double[] spins, int i, int count, double[] out) {
            for (int n = 0; n < count; n++) {
                out[n] += c * spins[i + n];
            }
        }

        private static void addTwo(double c, double[] spins, int i, int j, int count, double[] out) {
            for (int n = 0; n < count; n++) {
                out[n] += c * (spins[i + n] * spins[j + n]);
            }
        }

        double element(long[] down) {
            double element = 0;
            for (int k = 0; k < coefficients.length; k++) {
                int odd = 0;
                for (int site : signs[k]) {
                    odd ^= (int) (down[site >> 6] >>> site) & 1;
                }
                element += odd == 0 ? coefficients[k] : -coefficients[k];
            }
            return element;
        }
    }

    /// Collects the strings of a sum.
    public static final class Builder {
        /// Of a sum of coefficients, relative to the largest.
        private static final double ROUNDING = 1e-12;

        private final int sites;
        private final Map<PauliString, Double> real = new LinkedHashMap<>();
        private final Map<PauliString, Double> imaginary = new LinkedHashMap<>();

        private Builder(int sites) {
            if (sites < 1) {
                throw new IllegalArgumentException("a sum of Pauli strings acts on " + sites + " sites; at least 1");
            }
            this.sites = sites;
        }

        /// Adds a string.
        ///
        /// @throws IllegalArgumentException if the coefficient is not finite, or the string acts on a site
        /// that does not exist
        public Builder add(double coefficient, PauliString string) {
            return add(coefficient, 0, string);
        }

        /// Adds a string with the complex coefficient re + i im. The imaginary parts of the coefficients of
        /// a string
        /// have to cancel in the sum.
        ///
        /// @throws IllegalArgumentException if the coefficient is not finite, or the string acts on a site
        /// that does not exist
        public Builder add(double re, double im, PauliString string) {
            if (!Double.isFinite(re) || !Double.isFinite(im)) {
                throw new IllegalArgumentException(
                        "the coefficient of " + string + " is " + complex(re, im) + "; it must be finite");
            }
            if (string.lastSite() >= sites) {
                throw new IllegalArgumentException("the Pauli string " + string + " acts on site " + string.lastSite()
                        + "; the sites are 0 to " + (sites - 1));
            }
            real.merge(string, re, Double::sum);
            if (im != 0) {
                imaginary.merge(string, im, Double::sum);
            }
            return this;
        }

        /// Adds a string in the notation of [PauliString#parse(String)].
        public Builder add(double coefficient, String string) {
            return add(coefficient, PauliString.parse(string));
        }

        /// The sum of what was added.
        ///
        /// @throws IllegalArgumentException if the sum is not Hermitian: the coefficient of a string is not
        /// real
        public PauliSum build() {
            double largest = 0;
            for (double c : real.values()) {
                largest = Math.max(largest, Math.abs(c));
            }
            for (double c : imaginary.values()) {
                largest = Math.max(largest, Math.abs(c));
            }
            for (var term : imaginary.entrySet()) {
                if (Math.abs(term.getValue()) > ROUNDING * largest) {
                    double re = real.getOrDefault(term.getKey(), 0.0);
                    throw new IllegalArgumentException("the sum is not Hermitian: the coefficient of " + term.getKey()
                            + " is " + complex(re, term.getValue()) + "; it must be real");
                }
            }
            Map<PauliString, Double> terms = new LinkedHashMap<>();
            real.forEach((string, c) -> {
                if (c != 0) {
                    terms.put(string, c);
                }
            });
            return new PauliSum(sites, terms);
        }

        private static String complex(double re, double im) {
            return im == 0 ? Double.toString(re) : re + (im < 0 ? " - " : " + ") + Math.abs(im) + "i";
        }
    }
}
