package ansatz.lattice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ansatz.schema.Checked;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LatticesTest {
    /// Half the coordination number times the sites on a torus; counted by hand with open ends.
    static Stream<Arguments> counts() {
        return Stream.of(
                // lattice, sites, nearest, next-nearest, symmetries of the point group, bipartite
                Arguments.of(Lattice.chain(8), 8, 8, 8, 2, true),
                Arguments.of(Lattice.chain(7), 7, 7, 7, 2, false),
                Arguments.of(Lattice.chain(8).open(), 8, 7, 6, 2, true),
                Arguments.of(Lattice.ladder(6), 12, 18, 12, 4, true),
                Arguments.of(Lattice.ladder(5), 10, 15, 10, 4, false),
                Arguments.of(Lattice.ladder(6).open(), 12, 16, 10, 4, true),
                Arguments.of(Lattice.square(6, 6), 36, 72, 72, 8, true),
                Arguments.of(Lattice.square(4, 6), 24, 48, 48, 4, true),
                Arguments.of(Lattice.square(4, 4).open(), 16, 24, 18, 8, true),
                Arguments.of(Lattice.triangular(6, 6), 36, 108, 108, 12, false),
                Arguments.of(Lattice.triangular(3, 3).open(), 9, 16, 8, 4, false),
                Arguments.of(Lattice.honeycomb(3, 3), 18, 27, 54, 12, true),
                Arguments.of(Lattice.kagome(2, 2), 12, 24, 24, 12, false),
                Arguments.of(Lattice.kagome(3, 3), 27, 54, 54, 12, false),
                Arguments.of(Lattice.cubic(4, 4, 4), 64, 192, 384, 48, true),
                Arguments.of(Lattice.cubic(2, 2, 2).open(), 8, 12, 12, 48, true));
    }

    @ParameterizedTest
    @MethodSource("counts")
    void aLatticeHasItsBondsAndSymmetries(
            Lattice lattice, int sites, int nearest, int next, int symmetries, boolean bipartite) {
        assertThat(lattice.sites()).isEqualTo(sites);
        assertThat(lattice.bonds(1)).hasSize(nearest).isEqualTo(lattice.bonds());
        assertThat(lattice.bonds(2)).hasSize(next);
        assertThat(lattice.pointGroup()).hasSize(symmetries);
        assertThat(lattice.bipartition().isPresent()).isEqualTo(bipartite);
    }

    @Test
    void theRingIsBoundInTheOrderOfItsSites() {
        assertThat(Lattice.chain(3).bonds()).containsExactly(new Bond(0, 1), new Bond(1, 2), new Bond(2, 0));
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(Lattice.square(2, 6), "lengths are [2, 6], so that two bonds", "at least 3"),
                Arguments.of(Lattice.triangular(6, 2), "direction 2", "at least 3"),
                Arguments.of(Lattice.honeycomb(1, 4), "direction 1", "at least 2"),
                Arguments.of(Lattice.kagome(2, 1), "direction 2", "at least 2"),
                Arguments.of(Lattice.cubic(3, 3, 2), "direction 3", "at least 3"),
                Arguments.of(Lattice.ladder(2), "length is 2", "at least 3"),
                Arguments.of(Lattice.chain(2), "length is 2", "at least 3"),
                Arguments.of(Square.DEFAULTS.lengths(1000, 1001), "more than the 1000000 sites", ""),
                Arguments.of(new Square(List.of(4), PlaneBoundary.DEFAULTS), "lengths has 1 number;", "must have 2"),
                Arguments.of(
                        Lattice.of(3, List.of(new Bond(0, 1), new Bond(1, 3))),
                        "bonds[1] joins sites 1 and 3, but site 3 does not exist",
                        "0 to 2"),
                Arguments.of(
                        Lattice.of(3, List.of(new Bond(0, 1), new Bond(1, 0))),
                        "bonds[1] joins sites 1 and 0, which an earlier bond does",
                        "once"),
                Arguments.of(Lattice.of(3, List.of()), "bonds is an empty list", "at least one"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsOneLineThatSaysWhatWasFoundAndWhatIsLegal(Lattice lattice, String found, String legal) {
        var lines = new ArrayList<String>();
        ((Checked) lattice).check((key, text) -> lines.add(key + " " + text));
        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst()).contains(found).contains(legal).doesNotContain("\n");
    }

    @Test
    void shellsThatWouldDoubleABondAreRefused() {
        assertThat(Lattice.chain(4).secondNeighbourProblem())
                .hasValueSatisfying(text -> assertThat(text).contains("[4]").contains("at least 5"));
        assertThat(Lattice.triangular(3, 3).secondNeighbourProblem()).isPresent();
        assertThat(Lattice.square(4, 4).secondNeighbourProblem()).isEmpty();
        assertThat(BondList.DEFAULTS.secondNeighbourProblem()).isPresent();
        assertThatThrownBy(() -> Lattice.chain(4).bonds(2)).hasMessageContaining("join the same sites");
        assertThatThrownBy(() -> BondList.DEFAULTS.bonds(2)).hasMessageContaining("nearest neighbours only");
        assertThatThrownBy(() -> Bond.of(List.of(1, 2, 3))).hasMessageContaining("3 sites");
        assertThatThrownBy(() -> new Bond(1, 1)).hasMessageContaining("different sites");
    }
}
