package ansatz.lattice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A group of symmetries with a one-dimensional representation: a character chi(g) of modulus 1 for each element,
/// with
/// chi(g h) = chi(g) chi(h). Immutable.
public final class Characters {
    /// Of products of sines and cosines.
    private static final double ROUNDING = 1e-10;

    private final List<Symmetry> generators;
    private final List<double[]> generatorValues;
    private final List<Symmetry> elements;
    /// {real, imaginary} of each element.
    private final List<double[]> values;

    private Characters(
            List<Symmetry> generators, List<double[]> generatorValues, List<Symmetry> elements, List<double[]> values) {
        this.generators = generators;
        this.generatorValues = generatorValues;
        this.elements = elements;
        this.values = values;
    }

    /// The group of the identity alone.
    public static Characters trivial(int sites) {
        return new Characters(List.of(), List.of(), List.of(Symmetry.identity(sites)), List.of(new double[] {1, 0}));
    }

    /// The group that a further symmetry generates, with the character exp(2 pi i m / n) of that symmetry, n its
    /// order.
    ///
    /// @throws IllegalArgumentException if no representation has this character together with those before
    public Characters with(Symmetry generator, int m) {
        int order = generator.order();
        // whole turns taken off first, so that quarters are exact to rounding
        double angle = 2 * Math.PI * Math.floorMod(m, order) / order;
        var allGenerators = new ArrayList<>(generators);
        var allValues = new ArrayList<>(generatorValues);
        allGenerators.add(generator);
        allValues.add(exact(Math.cos(angle), Math.sin(angle)));
        var identity = elements.getFirst();
        var found = new ArrayList<Symmetry>();
        var characters = new ArrayList<double[]>();
        Map<Symmetry, double[]> known = new HashMap<>();
        found.add(identity);
        characters.add(new double[] {1, 0});
        known.put(identity, characters.getFirst());
        for (int k = 0; k < found.size(); k++) {
            for (int g = 0; g < allGenerators.size(); g++) {
                var product = allGenerators.get(g).after(found.get(k));
                double[] value = times(allValues.get(g), characters.get(k));
                double[] before = known.putIfAbsent(product, value);
                if (before == null) {
                    found.add(product);
                    characters.add(value);
                } else if (Math.hypot(before[0] - value[0], before[1] - value[1]) > ROUNDING) {
                    throw new IllegalArgumentException(
                            "no state has these eigenvalues at once: one symmetry is a product of others, or turns a"
                                    + " momentum that is neither 0 nor half a reciprocal vector into another");
                }
            }
        }
        return new Characters(
                List.copyOf(allGenerators), List.copyOf(allValues), List.copyOf(found), List.copyOf(characters));
    }

    /// The group with all translations of a lattice, of the momentum of which number m_d along each direction is
    /// given:
    /// k = sum_d (m_d / L_d) b_d, with the character exp(i k a) of the translation by a.
    ///
    /// @throws IllegalArgumentException if the lattice has no geometry, or an open direction a momentum, or no
    /// representation has this character together with those before
    public Characters momentum(Lattice lattice, int... m) {
        var geometry = lattice.geometry()
                .orElseThrow(() -> new IllegalArgumentException("a list of bonds has no translations and no momentum"));
        if (m.length != geometry.dimension()) {
            throw new IllegalArgumentException(
                    "a momentum of " + m.length + " numbers on a lattice of " + geometry.dimension() + " directions");
        }
        var characters = this;
        int stride = 1;
        var translations = lattice.translations();
        for (int d = 0; d < m.length; d++) {
            if (geometry.periodic(d)) {
                if (geometry.length(d) > 1) {
                    characters = characters.with(new Symmetry(translations.get(stride), false), m[d]);
                }
                stride *= geometry.length(d);
            } else if (m[d] != 0) {
                throw new IllegalArgumentException(
                        "momentum number " + m[d] + " along direction " + (d + 1) + ", which is open; it must be 0");
            }
        }
        return characters;
    }

    private static double[] times(double[] a, double[] b) {
        return exact(a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]);
    }

    /// -1, 0 and 1 without rounding.
    private static double[] exact(double re, double im) {
        return new double[] {exact(re), exact(im)};
    }

    private static double exact(double x) {
        double whole = Math.rint(x);
        return Math.abs(x - whole) < ROUNDING ? whole : x;
    }

    /// How many sites there are.
    public int sites() {
        return elements.getFirst().permutation().sites();
    }

    /// The symmetries that generate the group.
    public List<Symmetry> generators() {
        return generators;
    }

    /// The elements, the identity first.
    public List<Symmetry> elements() {
        return elements;
    }

    /// Re chi of an element.
    public double real(int element) {
        return values.get(element)[0];
    }

    /// Im chi of an element.
    public double imaginary(int element) {
        return values.get(element)[1];
    }

    /// Whether all characters are 1.
    public boolean symmetric() {
        return values.stream().allMatch(value -> value[0] == 1);
    }

    /// Whether all characters are 1 or -1.
    public boolean real() {
        return values.stream().allMatch(value -> value[1] == 0);
    }
}
