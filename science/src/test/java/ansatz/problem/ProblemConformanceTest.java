package ansatz.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ansatz.lattice.Lattice;
import ansatz.study.Catalogued;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every problem of spins promises.
class ProblemConformanceTest {
    static Stream<SpinProblem> problems() {
        return Catalogued.defaults(SpinProblem.class).stream()
                .flatMap(problem -> Stream.of(
                                Lattice.chain(3),
                                Lattice.chain(6),
                                Lattice.chain(7),
                                Lattice.chain(6).open())
                        .map(lattice -> Catalogued.on(lattice, problem)));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void theHamiltonianActsOnTheSitesOfTheLatticeAndIsSymmetric(SpinProblem problem) {
        var hamiltonian = problem.hamiltonian();
        assertThat(hamiltonian.sites()).isEqualTo(problem.lattice().sites());
        var matrix = DenseHamiltonian.matrix(hamiltonian);
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < i; j++) {
                assertThat(matrix[i][j]).isEqualTo(matrix[j][i]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("problems")
    void theExactEnergyIsTheLowestEigenvalue(SpinProblem problem) {
        var ground = ExactDiagonalization.groundState(problem.hamiltonian());
        var image = ExactDiagonalization.apply(problem.hamiltonian(), ground.vector());
        for (int s = 0; s < image.length; s++) {
            // inverse iteration leaves a residual of the order of its shift, 1e-13 times the energy
            assertThat(image[s]).isEqualTo(ground.energy() * ground.vector()[s], within(1e-10));
        }
        problem.reference().filter(r -> r.exact()).ifPresent(reference -> {
            // rounding of sums of a few dozen terms
            assertThat(reference.value()).isEqualTo(ground.energy(), within(1e-12 * Math.abs(ground.energy()) + 1e-12));
            assertThat(reference.source()).isNotBlank();
        });
    }
}
