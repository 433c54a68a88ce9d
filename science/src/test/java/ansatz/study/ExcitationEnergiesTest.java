package ansatz.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ansatz.lattice.Lattice;
import ansatz.model.Projected;
import ansatz.model.Projected.Kind;
import ansatz.model.Rbm;
import ansatz.problem.ExactDiagonalization;
import ansatz.problem.Heisenberg;
import ansatz.problem.Ising;
import ansatz.problem.Sector;
import ansatz.problem.SpinProblem;
import ansatz.sampler.Exchange;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExcitationEnergiesTest {
    private static final SpinProblem RING = Heisenberg.on(Lattice.chain(6));

    private static GroundState atMagnetization(SpinProblem problem, int sum) {
        return GroundState.of(problem, Rbm.DEFAULTS).sampler(Exchange.DEFAULTS.magnetization(sum));
    }

    private static GroundState atMomentum(int m) {
        return GroundState.of(RING, Projected.of(Rbm.DEFAULTS, Kind.TRANSLATION).momentum(m));
    }

    /// A point with an energy off the exact one of its sector by so much, which is its error too.
    private static Measured point(GroundState study, double error) {
        var problem = study.problem();
        var exact = problem.reference(study.sampler().sector(), study.model().imposed(problem.lattice()))
                .orElseThrow();
        var energy =
                new Result(GroundState.ENERGY, exact.value() + error, error, "J", "Monte Carlo", 1, 1, 1000, exact);
        return new Measured(study, Path.of("nowhere"), List.of(energy));
    }

    private static List<Result> gaps(Measured... points) {
        return points[0].study().together(Arrays.asList(points));
    }

    @Test
    void theGapToTheTripletHasBothErrorsAndTheExactValue() {
        var gaps = gaps(point(atMagnetization(RING, 2), 4e-3), point(atMagnetization(RING, 0), 3e-3));
        var h = RING.hamiltonian();
        double exact = ExactDiagonalization.energy(h, Sector.of(6).magnetization(2))
                - ExactDiagonalization.energy(h, Sector.of(6).magnetization(0));
        assertThat(gaps).singleElement().satisfies(gap -> {
            assertThat(gap.name()).isEqualTo("gap_of_point_1_above_2");
            assertThat(gap.mean()).isEqualTo(exact + 1e-3, within(1e-12));
            assertThat(gap.error()).isEqualTo(5e-3, within(1e-15));
            assertThat(gap.reference()).isNotNull();
            assertThat(gap.reference().value()).isEqualTo(exact, within(1e-12));
            assertThat(gap.reference().exact()).isTrue();
        });
    }

    @Test
    void eachSectorOfAProblemStandsAboveTheLowestAndOtherProblemsByThemselves() {
        var field = Ising.on(Lattice.chain(6)).field(0.5);
        var gaps = gaps(
                point(atMomentum(0), 1e-3),
                point(atMomentum(3), 1e-3),
                point(GroundState.of(field, Rbm.DEFAULTS), 1e-3),
                point(atMomentum(1), 1e-3));
        assertThat(gaps).extracting(Result::name).containsExactly("gap_of_point_2_above_1", "gap_of_point_4_above_1");
        assertThat(gaps).allSatisfy(gap -> assertThat(gap.mean()).isPositive());
    }

    @Test
    void aSectorThatWasComputedTwiceGivesNoGap() {
        var repeated = atMagnetization(RING, 0).seed(2);
        assertThat(gaps(
                        point(atMagnetization(RING, 0), 1e-3),
                        point(repeated, 1e-3),
                        point(atMagnetization(RING, 2), 1e-3)))
                .isEmpty();
    }
}
