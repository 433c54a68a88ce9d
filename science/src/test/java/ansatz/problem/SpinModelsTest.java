package ansatz.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ansatz.lattice.Bond;
import ansatz.lattice.Lattice;
import ansatz.schema.Checked;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SpinModelsTest {
    @Test
    void exactEnergiesAreThoseOfTheLiterature() {
        // D. Wu and others, Science 386, 296 (2024), to rounding of a sum of a few hundred terms
        assertThat(energy(J1J2.on(Lattice.square(4, 4)))).isEqualTo(-33.83169340557936, within(1e-11));
        assertThat(energy(Heisenberg.on(Lattice.kagome(3, 2)))).isEqualTo(-32.19308309416487, within(1e-11));
        // E/N = -0.7017802 in spin matrices: E. Dagotto and A. Moreo, Phys. Rev. B 38, 5087 (1988)
        assertThat(energy(Heisenberg.on(Lattice.square(4, 4))) / 64).isEqualTo(-0.7017802, within(5e-8));
    }

    private static double energy(SpinProblem problem) {
        return problem.reference().filter(r -> r.exact()).orElseThrow().value();
    }

    @Test
    void theRingOfMajumdarAndGhoshHasTheEnergyOfItsDimers() {
        var ring = J1J2.on(Lattice.chain(10)).j1(2).j2(1);
        assertThat(energy(ring)).isEqualTo(-30);
        assertThat(ExactDiagonalization.energy(ring.hamiltonian(), Sector.of(10).magnetization(0)))
                .isEqualTo(-30, within(1e-11));
    }

    @Test
    void aFerromagnetHasAllSpinsParallelOnAnyLattice() {
        assertThat(energy(Heisenberg.on(Lattice.triangular(30, 30)).coupling(-0.5)))
                .isEqualTo(-0.5 * 2700);
        assertThat(energy(Xxz.on(Lattice.chain(8)).coupling(-1).anisotropy(2))).isEqualTo(-16, within(1e-11));
    }

    @Test
    void couplingsOfBondsMultiplyThatOfTheProblem() {
        var trimer = Lattice.of(3, List.of(new Bond(0, 1, 0.5), new Bond(1, 2, -2)));
        var sum = Ising.on(trimer).coupling(3).field(0.1).hamiltonian();
        assertThat(sum.terms())
                .containsEntry(PauliString.parse("Z0 Z1"), -1.5)
                .containsEntry(PauliString.parse("Z1 Z2"), 6.0)
                .containsEntry(PauliString.parse("X2"), -0.1);
    }

    @Test
    void theXyRingIsOneOfFreeFermions() {
        // E = -4 sum of the filled half of |cos k|, k = (2 m + 1) pi / L for L = 4 n + 2 ... shifted so that L/2 are
        // odd
        double sum = 0;
        for (int m = -2; m <= 2; m++) {
            sum += Math.cos(2 * Math.PI * m / 10);
        }
        assertThat(energy(Xxz.on(Lattice.chain(10)).anisotropy(0))).isEqualTo(-4 * sum, within(1e-11));
    }

    @Test
    void aSumOfTranslatedStringsIsTheModelItSpells() {
        var ring = Lattice.chain(9);
        var terms = PauliTerms.on(
                ring,
                PauliTerm.of(-1, "Z0 Z1").everywhere(),
                PauliTerm.of(-0.4, "X0").everywhere());
        assertThat(terms.hamiltonian()).isEqualTo(Ising.on(ring).field(0.4).hamiltonian());
        assertThat(energy(terms)).isEqualTo(energy(Ising.on(ring).field(0.4)), within(1e-11));
        // a string that a translation maps onto itself is one
        assertThat(PauliTerms.on(Lattice.chain(4), PauliTerm.of(1, "Z0 Z2").everywhere())
                        .hamiltonian()
                        .terms())
                .hasSize(2);
    }

    @Test
    void thePublishedEnergiesOfLargerLatticesAreGivenWithTheirSource() {
        var heisenberg =
                Heisenberg.on(Lattice.square(6, 6)).coupling(2).reference().orElseThrow();
        assertThat(heisenberg.exact()).isFalse();
        // -0.678872 a site in spin matrices, to its digits: H. J. Schulz and others, J. Phys. I 6, 675 (1996)
        assertThat(heisenberg.value() / (2 * 4 * 36)).isEqualTo(-0.678872, within(5e-7));
        assertThat(heisenberg.source()).contains("Science 386");
        assertThat(J1J2.on(Lattice.square(6, 6)).reference().orElseThrow().value())
                .isEqualTo(-72.548590160286);
        assertThat(J1J2.on(Lattice.square(6, 6)).j2(0).reference().orElseThrow().value())
                .isEqualTo(-97.7575895972357);
        assertThat(Ising.on(Lattice.square(6, 6))
                        .field(3)
                        .reference()
                        .orElseThrow()
                        .value())
                .isEqualTo(-115.232707303718);
        assertThat(Heisenberg.on(Lattice.square(10, 10))
                        .reference()
                        .orElseThrow()
                        .error())
                .isPositive();
        assertThat(Heisenberg.on(Lattice.square(8, 8)).reference()).isEmpty();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(
                        Heisenberg.on(Lattice.triangular(3, 3)).signRule(SignRule.MARSHALL),
                        "signRule is \"marshall\"",
                        "\"none\""),
                Arguments.of(
                        J1J2.on(Lattice.chain(4)), "lattice is too small for next-nearest neighbours", "at least 5"),
                Arguments.of(PauliTerms.on(Lattice.chain(4), PauliTerm.of(1, "X0 W1")), "terms[0].string", "X, Y or Z"),
                Arguments.of(
                        PauliTerms.on(Lattice.chain(4), PauliTerm.of(1, "X4")), "terms[0].string is \"X4\"", "0 to 3"),
                Arguments.of(
                        PauliTerms.on(Lattice.chain(4), new PauliTerm("X0 Z1", 1, 0.5, false)),
                        "terms is not possible: the sum is not Hermitian",
                        "must be real"),
                Arguments.of(PauliTerms.on(Lattice.chain(4)), "terms is an empty list", "at least one"),
                Arguments.of(
                        PauliTerms.on(Lattice.chain(5000), PauliTerm.of(1, "X0").everywhere()),
                        "lattice has 5000 sites",
                        "at most 4096"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsOneLineThatSaysWhatWasFoundAndWhatIsLegal(SpinProblem problem, String found, String legal) {
        var lines = new ArrayList<String>();
        ((Checked) problem).check((key, text) -> lines.add(key + " " + text));
        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst()).contains(found).contains(legal).doesNotContain("\n");
    }

    @Test
    void theRuleOfMarshallNeedsTwoSublattices() {
        assertThatThrownBy(() -> Heisenberg.on(Lattice.chain(5))
                        .signRule(SignRule.MARSHALL)
                        .hamiltonian())
                .hasMessageContaining("two sublattices");
    }
}
