package ansatz.model;

import ansatz.lattice.Lattice;
import ansatz.lattice.Permutation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Translations that leave |psi| as it is whatever the parameters are: those by a multiple of some cells along each
/// periodic direction. A state of a problem that breaks them is out of the reach of the wave function.
///
/// @param key of the amplitude that makes it so, empty for the amplitude itself
/// @param found what makes it so, after the name of the key
/// @param legal what serves a problem without these translations, after "it must be"
/// @param cells the least translation along each direction, in cells, at least 1
/// @param sign whether they may change the sign of psi
public record Invariance(String key, String found, String legal, int cells, boolean sign) {
    /// The same of an amplitude that stands in another one.
    ///
    /// @param part the key under which it stands
    Invariance in(String part) {
        return new Invariance(key.isEmpty() ? part : part + "." + key, found, legal, cells, sign);
    }

    /// What some amplitudes have in common, as the first of them says it; empty if one of them has nothing.
    ///
    /// @param parts at least one
    static Optional<Invariance> common(List<Optional<Invariance>> parts) {
        if (parts.isEmpty() || parts.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        var all = parts.stream().flatMap(Optional::stream).toList();
        int multiple = all.stream().mapToInt(Invariance::cells).reduce(1, Invariance::leastCommonMultiple);
        var first = all.getFirst();
        return Optional.of(new Invariance(
                first.key, first.found, first.legal, multiple, all.stream().anyMatch(Invariance::sign)));
    }

    private static int leastCommonMultiple(int a, int b) {
        int divisor = a;
        for (int rest = b; rest != 0; ) {
            int next = divisor % rest;
            divisor = rest;
            rest = next;
        }
        return a / divisor * b;
    }

    /// The translations that generate all of them on a lattice.
    public List<Permutation> generators(Lattice lattice) {
        var generators = new ArrayList<Permutation>();
        for (var one : lattice.unitTranslations()) {
            var move = one;
            for (int n = 1; n < cells; n++) {
                move = move.after(one);
            }
            generators.add(move);
        }
        return generators;
    }
}
