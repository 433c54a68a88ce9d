package ansatz.lattice;

import static org.assertj.core.api.Assertions.assertThat;

import ansatz.study.Catalogued;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every lattice promises.
class LatticeConformanceTest {
    static Stream<Lattice> lattices() {
        return Stream.concat(
                Catalogued.defaults(Lattice.class).stream(),
                Stream.of(Lattice.chain(3), Lattice.chain(7).open()));
    }

    @ParameterizedTest
    @MethodSource("lattices")
    void bondsJoinSitesOfTheLatticeAndNoneOccursTwice(Lattice lattice) {
        List<Set<Integer>> pairs =
                lattice.bonds().stream().map(b -> Set.of(b.from(), b.to())).toList();
        assertThat(pairs).isNotEmpty().doesNotHaveDuplicates();
        assertThat(pairs).allSatisfy(p -> assertThat(p).allMatch(i -> i >= 0 && i < lattice.sites()));
    }

    @ParameterizedTest
    @MethodSource("lattices")
    void translationsMapTheBondsOntoThemselvesAndBeginWithTheIdentity(Lattice lattice) {
        Set<Set<Integer>> bonds = pairs(lattice, 0);
        var translations = lattice.translations();
        assertThat(translations).hasSize(lattice.translationCount()).doesNotHaveDuplicates();
        for (int i = 0; i < lattice.sites(); i++) {
            assertThat(translations.getFirst().image(i)).isEqualTo(i);
        }
        for (int g = 0; g < translations.size(); g++) {
            assertThat(pairs(lattice, g)).isEqualTo(bonds);
        }
    }

    private static Set<Set<Integer>> pairs(Lattice lattice, int translation) {
        var move = lattice.translations().get(translation);
        return lattice.bonds().stream()
                .map(b -> Set.of(move.image(b.from()), move.image(b.to())))
                .collect(Collectors.toSet());
    }
}
