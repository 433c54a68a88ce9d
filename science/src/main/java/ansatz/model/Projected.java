package ansatz.model;

import ansatz.lattice.Characters;
import ansatz.lattice.Lattice;
import ansatz.lattice.PointOperation;
import ansatz.lattice.Symmetry;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Any amplitude with its symmetries restored by a sum over the group, psi(s) = (1/|G|) sum_g chi(g)* phi(g s), so
/// that
/// psi(g s) = chi(g) psi(s).
@Name(
        value = "projected",
        summary = "Symmetries restored by a sum, psi(s) = (1/|G|) sum_g chi(g)* phi(g s)",
        cite =
                "T. Mizusaki and M. Imada, Phys. Rev. B 69, 125110 (2004); Y. Nomura, J. Phys.: Condens. Matter 33, 174003"
                        + " (2021)")
public record Projected(
        @Key(
                "the amplitude phi, which has no symmetry or some of them; one that is even, psi(-s) = psi(s), such as a machine"
                        + " without biases, has even states only")
        Amplitude amplitude,

        @Key("the symmetries; the group holds all their products")
        List<Kind> symmetries,

        @Key(
                value =
                        "numbers m_d of the momentum k = sum_d (m_d / L_d) b_d, one for each direction; an empty list is 0",
                min = -1_000_000,
                max = 1_000_000)
        List<Integer> momentum,

        @Key("character of the least rotation of the point group, even is 1 and odd is -1")
        Parity rotation,

        @Key("character of the first reflection of the point group")
        Parity reflection,

        @Key("character of the spin flip") Parity flip)
        implements Amplitude {

    /// Symmetries of spins on a lattice.
    public enum Kind {
        /// Translations along periodic directions.
        TRANSLATION,
        /// Rotations and reflections of the lattice.
        POINT_GROUP,
        /// All spins turned over.
        SPIN_FLIP
    }

    /// A character that is its own inverse.
    public enum Parity {
        /// 1.
        EVEN,
        /// -1.
        ODD
    }

    /// A restricted Boltzmann machine, summed over all symmetries, with all characters 1.
    public static final Projected DEFAULTS = new Projected(
            Rbm.DEFAULTS,
            List.of(Kind.TRANSLATION, Kind.POINT_GROUP, Kind.SPIN_FLIP),
            List.of(),
            Parity.EVEN,
            Parity.EVEN,
            Parity.EVEN);

    /// The elements of larger groups would not fit into memory with their tables.
    private static final int MOST_SITES = 4096;

    public Projected {
        symmetries = List.copyOf(symmetries);
        momentum = List.copyOf(momentum);
    }

    /// An amplitude summed over some symmetries, with all characters 1.
    public static Projected of(Amplitude amplitude, Kind... symmetries) {
        return new Projected(
                amplitude, List.of(symmetries), List.of(), DEFAULTS.rotation, DEFAULTS.reflection, DEFAULTS.flip);
    }

    /// The same amplitude with another momentum.
    public Projected momentum(Integer... numbers) {
        return new Projected(amplitude, symmetries, List.of(numbers), rotation, reflection, flip);
    }

    /// The same amplitude with other characters of rotations and reflections.
    public Projected pointGroup(Parity ofRotation, Parity ofReflection) {
        return new Projected(amplitude, symmetries, momentum, ofRotation, ofReflection, flip);
    }

    /// The same amplitude with another character of the spin flip.
    public Projected flip(Parity parity) {
        return new Projected(amplitude, symmetries, momentum, rotation, reflection, parity);
    }

    @Override
    public double parameterCount(Lattice lattice) {
        return amplitude.parameterCount(lattice);
    }

    @Override
    public boolean complex() {
        return amplitude.complex() || momentum.stream().anyMatch(m -> m != 0);
    }

    @Override
    public OptionalInt sector() {
        return amplitude.sector();
    }

    @Override
    public double tableSize(Lattice lattice) {
        return order(lattice) * (amplitude.tableSize(lattice) + lattice.sites() + 8);
    }

    /// A bound on how many elements the group has.
    private double order(Lattice lattice) {
        double order = 1;
        order *= symmetries.contains(Kind.TRANSLATION) ? lattice.translationCount() : 1;
        order *= symmetries.contains(Kind.POINT_GROUP) && lattice.sites() <= MOST_SITES
                ? lattice.pointGroup().size()
                : 1;
        return symmetries.contains(Kind.SPIN_FLIP) ? 2 * order : order;
    }

    @Override
    public void check(Lattice lattice, Problems problems) {
        amplitude.check(lattice, (key, text) -> problems.add(key.isEmpty() ? "amplitude" : "amplitude." + key, text));
        if (symmetries.isEmpty()) {
            problems.add("symmetries", "is an empty list; it must hold at least one symmetry");
        } else if (lattice.sites() > MOST_SITES) {
            problems.add(
                    "symmetries",
                    "are of " + lattice.sites() + " sites; an amplitude is summed on at most " + MOST_SITES);
        } else if (symmetries.contains(Kind.TRANSLATION) && lattice.translationCount() == 1) {
            problems.add(
                    "symmetries",
                    "holds \"translation\", but the lattice is open or a list of bonds; it may hold \"point-group\" and \"spin-flip\"");
        } else {
            checkNumbers(lattice, problems);
        }
    }

    private void checkNumbers(Lattice lattice, Problems problems) {
        int dimension = lattice.geometry().map(geometry -> geometry.dimension()).orElse(0);
        if (symmetries.contains(Kind.SPIN_FLIP) && flip == Parity.ODD && amplitude.even()) {
            problems.add(
                    "flip",
                    "is \"odd\", but the amplitude is even, psi(-s) = psi(s), so that its odd part is 0; it must not be"
                            + " even, such as a machine with bias = \"both\"");
            return;
        }
        if (!momentum.isEmpty() && !symmetries.contains(Kind.TRANSLATION)) {
            problems.add(
                    "momentum",
                    "is " + momentum
                            + ", but symmetries do not hold \"translation\"; it must be [], or they must hold it");
        } else if (!momentum.isEmpty() && momentum.size() != dimension) {
            problems.add(
                    "momentum",
                    "has " + momentum.size() + " numbers; it must have " + dimension + ", one for each direction");
        } else {
            try {
                imposed(lattice);
            } catch (IllegalArgumentException refused) {
                problems.add(
                        "symmetries",
                        "with " + characters() + " are not possible: " + refused.getMessage() + "; "
                                + possible(lattice));
            }
        }
    }

    private String characters() {
        return "momentum = " + momentum + ", rotation = " + name(rotation) + ", reflection = " + name(reflection)
                + ", flip = " + name(flip);
    }

    private static String name(Parity parity) {
        return parity == Parity.EVEN ? "\"even\"" : "\"odd\"";
    }

    private static Parity other(Parity parity) {
        return parity == Parity.EVEN ? Parity.ODD : Parity.EVEN;
    }

    /// What would be possible with one key changed, or, if nothing is, with several.
    private String possible(Lattice lattice) {
        var changes = new LinkedHashMap<String, Projected>();
        changes.put("momentum = []", momentum(new Integer[0]));
        changes.put("rotation = " + name(other(rotation)), pointGroup(other(rotation), reflection));
        changes.put("reflection = " + name(other(reflection)), pointGroup(rotation, other(reflection)));
        changes.put("flip = " + name(other(flip)), flip(other(flip)));
        var legal = changes.entrySet().stream()
                .filter(change -> change.getValue().exists(lattice))
                .map(Map.Entry::getKey)
                .toList();
        return legal.isEmpty()
                ? "all of them must be \"even\" and momentum []"
                : "possible with " + String.join(" or ", legal);
    }

    private boolean exists(Lattice lattice) {
        try {
            imposed(lattice);
            return true;
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }

    @Override
    public Characters imposed(Lattice lattice) {
        var characters = Characters.trivial(lattice.sites());
        if (symmetries.contains(Kind.TRANSLATION)) {
            int dimension = lattice.geometry().orElseThrow().dimension();
            var numbers = new int[dimension];
            for (int d = 0; d < momentum.size(); d++) {
                numbers[d] = momentum.get(d);
            }
            characters = characters.momentum(lattice, numbers);
        }
        if (symmetries.contains(Kind.POINT_GROUP)) {
            characters = withPointGroup(characters, lattice.pointOperations());
        }
        if (symmetries.contains(Kind.SPIN_FLIP)) {
            characters = characters.with(Symmetry.flip(lattice.sites()), flip == Parity.EVEN ? 0 : 1);
        }
        return characters;
    }

    private Characters withPointGroup(Characters before, List<PointOperation> operations) {
        var characters = before;
        if (rotation == Parity.EVEN && reflection == Parity.EVEN) {
            for (var operation : operations) {
                var symmetry = new Symmetry(operation.permutation(), false);
                if (!characters.elements().contains(symmetry)) {
                    characters = characters.with(symmetry, 0);
                }
            }
            // those that were there before may have another character
            for (var operation : operations) {
                var symmetry = new Symmetry(operation.permutation(), false);
                if (characters.real(characters.elements().indexOf(symmetry)) != 1) {
                    return characters.with(symmetry, 0);
                }
            }
            return characters;
        }
        Optional<PointOperation> least = operations.stream()
                .filter(operation -> operation.proper() && operation.order() > 1)
                .max(Comparator.comparingInt(PointOperation::order));
        Optional<PointOperation> mirror = operations.stream()
                .filter(operation -> !operation.proper() && operation.order() == 2)
                .findFirst();
        characters = with(characters, least, rotation, "rotation");
        characters = with(characters, mirror, reflection, "reflection");
        for (var operation : operations) {
            if (!characters.elements().contains(new Symmetry(operation.permutation(), false))) {
                throw new IllegalArgumentException("one rotation and one reflection do not say the characters of this"
                        + " point group; both must be \"even\"");
            }
        }
        return characters;
    }

    private static Characters with(
            Characters characters, Optional<PointOperation> operation, Parity parity, String name) {
        if (operation.isEmpty()) {
            if (parity == Parity.ODD) {
                throw new IllegalArgumentException("the lattice has no " + name + " that could be \"odd\"");
            }
            return characters;
        }
        var symmetry = new Symmetry(operation.get().permutation(), false);
        int order = symmetry.order();
        if (parity == Parity.ODD && order % 2 == 1) {
            throw new IllegalArgumentException("a " + name + " of order " + order + " cannot be \"odd\"");
        }
        return characters.with(symmetry, parity == Parity.EVEN ? 0 : order / 2);
    }

    /// That of the amplitude, whose translations the group turns into each other; none where they may change the
    /// sign, since the sum over the group can then be anything.
    @Override
    public Optional<Invariance> invariance() {
        return amplitude.invariance().filter(part -> !part.sign()).map(part -> part.in("amplitude"));
    }

    @Override
    public WaveFunction on(Lattice lattice) {
        return new ProjectedFunction(amplitude.on(lattice), imposed(lattice));
    }
}
