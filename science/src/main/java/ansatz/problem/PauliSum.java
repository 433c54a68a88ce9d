package ansatz.problem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A real-symmetric Hamiltonian as a sum of Pauli strings with real coefficients, grouped by the spins they flip.
///
/// All strings that flip the same spins connect a configuration s with the same s', so that each group is one
/// matrix element <s| H |s'> = sum_k c_k prod_{i in signs(k)} s_i. What cancels is left out, and a group is zero
/// for some configurations (antiparallel bonds only, for a Heisenberg model): no element is padded.
///
/// A string with an odd number of sigma^y has imaginary elements. A real Hamiltonian has none.
public final class PauliSum {
    private final int sites;
    private final Group diagonal;
    private final List<Group> offDiagonal;

    private PauliSum(int sites, Group diagonal, List<Group> offDiagonal) {
        this.sites = sites;
        this.diagonal = diagonal;
        this.offDiagonal = offDiagonal;
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

    /// All strings that flip the same spins.
    public static final class Group {
        private final int[] flips;
        private final double[] coefficients;
        private final int[][] signs;

        private Group(int[] flips, Map<List<Integer>, Double> terms) {
            this.flips = flips;
            this.coefficients = new double[terms.size()];
            this.signs = new int[terms.size()][];
            int k = 0;
            for (var term : terms.entrySet()) {
                coefficients[k] = term.getValue();
                signs[k++] = term.getKey().stream().mapToInt(i -> i).toArray();
            }
        }

        /// The flipped sites, ascending; not to be changed.
        public int[] flips() {
            return flips;
        }

        /// How many strings there are.
        public int terms() {
            return coefficients.length;
        }

        /// Whether the element is the same for every configuration, so that it never has to be looked at.
        public boolean constant() {
            return Arrays.stream(signs).allMatch(s -> s.length == 0);
        }

        /// The element between s and s with [#flips()] flipped, for a block of configurations.
        ///
        /// @param spins -1 or 1, `[site][configuration]`
        /// @param stride the distance of two sites in `spins`
        /// @param count the number of configurations
        /// @param out <s| H |s'> for each configuration
        public void elements(double[] spins, int stride, int count, double[] out) {
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

        /// The element between s and s with [#flips()] flipped.
        ///
        /// @param down bit i % 64 of word i / 64 is set where spin i is -1
        public double element(long... down) {
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
        private final int sites;
        private final Map<List<Integer>, Map<List<Integer>, Double>> groups = new LinkedHashMap<>();
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
            if (!Double.isFinite(coefficient)) {
                throw new IllegalArgumentException(
                        "the coefficient of " + string + " is " + coefficient + "; it must be finite");
            }
            if (string.lastSite() >= sites) {
                throw new IllegalArgumentException("the Pauli string " + string + " acts on site " + string.lastSite()
                        + "; the sites are 0 to " + (sites - 1));
            }
            if (string.ys() % 2 == 1) {
                imaginary.merge(string, coefficient, Double::sum);
                return this;
            }
            // (-i)^ys
            double sign = string.ys() % 4 == 0 ? 1 : -1;
            groups.computeIfAbsent(boxed(string.flips()), flips -> new LinkedHashMap<>())
                    .merge(boxed(string.signs()), sign * coefficient, Double::sum);
            return this;
        }

        /// Adds a string in the notation of [PauliString#parse(String)].
        public Builder add(double coefficient, String string) {
            return add(coefficient, PauliString.parse(string));
        }

        private static List<Integer> boxed(int[] sites) {
            return Arrays.stream(sites).boxed().toList();
        }

        /// The sum of what was added.
        ///
        /// @throws IllegalArgumentException if strings with an odd number of sigma^y remain: their elements
        /// are imaginary
        public PauliSum build() {
            imaginary.forEach((string, coefficient) -> {
                if (coefficient != 0) {
                    throw new IllegalArgumentException("the Pauli string " + string + " has " + string.ys()
                            + " sigma^y, so that its elements are imaginary; a real Hamiltonian has an even number in"
                            + " each string");
                }
            });
            groups.values().forEach(terms -> terms.values().removeIf(c -> c == 0));
            var diagonal = new Group(new int[0], groups.getOrDefault(List.of(), Map.of()));
            var offDiagonal = new ArrayList<Group>();
            groups.forEach((flips, terms) -> {
                if (!flips.isEmpty() && !terms.isEmpty()) {
                    offDiagonal.add(new Group(flips.stream().mapToInt(i -> i).toArray(), terms));
                }
            });
            return new PauliSum(sites, diagonal, List.copyOf(offDiagonal));
        }
    }
}
