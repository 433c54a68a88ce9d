package ansatz.problem;

import ansatz.lattice.Permutation;
import java.util.Arrays;
import java.util.TreeMap;

/// A product of Pauli matrices on different sites, such as X0 Z3 Z4.
///
/// In the basis of sigma^z it maps each configuration s to one other, in which the spins of [#flips()] are flipped:
/// <s| P |s'> = (-i)^ys times the product of the spins s_i = -1, 1 over [#signs()].
public final class PauliString {
    /// The product of no matrix.
    public static final PauliString IDENTITY = new PauliString(new TreeMap<>());

    private final TreeMap<Integer, Character> factors;
    private final int[] flips;
    private final int[] signs;
    private final int ys;

    private PauliString(TreeMap<Integer, Character> factors) {
        this.factors = factors;
        this.flips = sites('X', 'Y');
        this.signs = sites('Y', 'Z');
        this.ys = sites('Y', 'Y').length;
    }

    private int[] sites(char one, char other) {
        return factors.entrySet().stream()
                .filter(f -> f.getValue() == one || f.getValue() == other)
                .mapToInt(f -> f.getKey())
                .toArray();
    }

    /// Reads the usual notation, such as "X0 Z3"; the empty text is the identity.
    ///
    /// @throws IllegalArgumentException if a factor is not one of X, Y, Z with a site, or a site occurs twice
    public static PauliString parse(String text) {
        var string = IDENTITY;
        for (var factor : text.isBlank() ? new String[0] : text.strip().split("\\s+")) {
            if (!factor.matches("[XYZ][0-9]{1,9}")) {
                throw new IllegalArgumentException("found \"" + factor + "\" in the Pauli string \"" + text
                        + "\"; a factor is X, Y or Z and a site, such as X0");
            }
            string = string.times(factor.charAt(0), Integer.parseInt(factor.substring(1)));
        }
        return string;
    }

    /// This string times sigma^x on a site that it does not hold yet.
    public PauliString x(int site) {
        return times('X', site);
    }

    /// This string times sigma^y on a site that it does not hold yet.
    public PauliString y(int site) {
        return times('Y', site);
    }

    /// This string times sigma^z on a site that it does not hold yet.
    public PauliString z(int site) {
        return times('Z', site);
    }

    private PauliString times(char matrix, int site) {
        if (site < 0 || factors.containsKey(site)) {
            throw new IllegalArgumentException("the Pauli string " + this + " cannot take " + matrix + site
                    + "; a site is numbered from 0 and occurs once");
        }
        var more = new TreeMap<>(factors);
        more.put(site, matrix);
        return new PauliString(more);
    }

    /// The sites with sigma^x or sigma^y, ascending.
    public int[] flips() {
        return flips.clone();
    }

    /// The sites with sigma^y or sigma^z, ascending.
    public int[] signs() {
        return signs.clone();
    }

    /// The string with its sites moved.
    public PauliString moved(Permutation permutation) {
        var moved = new TreeMap<Integer, Character>();
        factors.forEach((site, matrix) -> moved.put(permutation.image(site), matrix));
        return new PauliString(moved);
    }

    /// A string with a sign.
    ///
    /// @param sign 1 or -1
    /// @param string the string
    record Signed(int sign, PauliString string) {}

    /// sigma^z of an even number of flipped sites times this string: sigma^z sigma^x = i sigma^y, sigma^z sigma^y =
    /// -i sigma^x.
    ///
    /// @param sites flipped sites
    /// @param subset bit k is set where sigma^z acts on `sites[k]`
    Signed timesZ(int[] sites, int subset) {
        var turned = new TreeMap<>(factors);
        int power = 0;
        for (int k = 0; k < sites.length; k++) {
            if ((subset >> k & 1) == 1) {
                boolean x = Arrays.binarySearch(signs, sites[k]) < 0;
                turned.put(sites[k], x ? 'Y' : 'X');
                power += x ? 1 : -1;
            }
        }
        return new Signed(power % 4 == 0 ? 1 : -1, new PauliString(turned));
    }

    /// How many sigma^y there are.
    public int ys() {
        return ys;
    }

    /// The largest site, -1 for the identity.
    public int lastSite() {
        return factors.isEmpty() ? -1 : factors.lastKey();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PauliString p && Arrays.equals(flips, p.flips) && Arrays.equals(signs, p.signs);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(flips) + Arrays.hashCode(signs);
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        factors.forEach((site, matrix) ->
                text.append(text.isEmpty() ? "" : " ").append(matrix).append(site));
        return text.isEmpty() ? "1" : text.toString();
    }
}
