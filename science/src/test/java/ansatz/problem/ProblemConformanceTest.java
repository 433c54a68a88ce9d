package ansatz.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ansatz.lattice.Lattice;
import ansatz.schema.Checked;
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
                                Lattice.chain(6).open(),
                                Lattice.ladder(3),
                                Lattice.square(3, 3),
                                Lattice.triangular(3, 3).open(),
                                Lattice.honeycomb(2, 2))
                        .map(lattice -> Catalogued.on(lattice, problem)))
                .filter(ProblemConformanceTest::possible);
    }

    private static boolean possible(SpinProblem problem) {
        boolean[] possible = {true};
        if (problem instanceof Checked checked) {
            checked.check((key, text) -> possible[0] = false);
        }
        return possible[0];
    }

    @ParameterizedTest
    @MethodSource("problems")
    void theHamiltonianActsOnTheSitesOfTheLatticeAndIsTheSumOfItsMatrices(SpinProblem problem) {
        var hamiltonian = problem.hamiltonian();
        int n = hamiltonian.sites();
        assertThat(n).isEqualTo(problem.lattice().sites());
        assertThat(hamiltonian.real()).isEqualTo(problem.real());
        var matrix = DenseHamiltonian.matrix(hamiltonian);
        var expected = new double[matrix.length][matrix.length];
        hamiltonian.terms().forEach((string, coefficient) -> {
            String letters = DenseHamiltonian.letters(string, n);
            for (int row = 0; row < expected.length; row++) {
                for (int column = 0; column < expected.length; column++) {
                    if (DenseHamiltonian.connects(letters, row, column)) {
                        expected[row][column] += coefficient * DenseHamiltonian.element(letters, row, column)[0];
                    }
                }
            }
        });
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix.length; j++) {
                // sums of some dozen terms of order one
                assertThat(matrix[i][j]).isEqualTo(expected[i][j], within(1e-13));
                assertThat(matrix[i][j]).isEqualTo(matrix[j][i]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("problems")
    void theExactEnergyIsTheLowestEigenvalue(SpinProblem problem) {
        var ground = ExactDiagonalization.groundState(problem.hamiltonian());
        var image =
                StateVector.real(ground.vector()).image(problem.hamiltonian()).re();
        for (int s = 0; s < image.length; s++) {
            // inverse iteration leaves a residual of the order of its shift, 1e-13 times the energy
            assertThat(image[s]).isEqualTo(ground.energy() * ground.vector()[s], within(1e-10));
        }
        problem.reference().filter(r -> r.exact()).ifPresent(reference -> {
            // rounding of sums of a few dozen terms
            assertThat(reference.value()).isEqualTo(ground.energy(), within(2e-12 * Math.abs(ground.energy()) + 1e-12));
            assertThat(reference.source()).isNotBlank();
        });
    }
}
