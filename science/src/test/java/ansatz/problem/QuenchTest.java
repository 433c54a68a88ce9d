package ansatz.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ansatz.engine.array.Array;
import ansatz.engine.array.Shape;
import ansatz.engine.linalg.SymmetricEigen;
import ansatz.lattice.Chain;
import ansatz.lattice.Characters;
import ansatz.lattice.Lattice;
import java.util.Arrays;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class QuenchTest {
    private static Quench quench(SpinProblem initial, SpinProblem problem, Time time, double step) {
        return new Quench(
                initial,
                problem,
                OptionalInt.empty(),
                Characters.trivial(problem.lattice().sites()),
                time,
                step);
    }

    /// exp(-i H t) v or exp(-H t) v / norm by all eigenvectors, the slow definition.
    private static StateVector byEigenvectors(PauliSum h, double[] v, double t, Time time) {
        int n = v.length;
        double[] flat = Arrays.stream(DenseHamiltonian.matrix(h))
                .flatMapToDouble(Arrays::stream)
                .toArray();
        var eigen = SymmetricEigen.of(new Array(Shape.of(n, n), flat));
        var re = new double[n];
        var im = new double[n];
        for (int k = 0; k < n; k++) {
            double[] phi = eigen.vector(k);
            double overlap = 0;
            for (int s = 0; s < n; s++) {
                overlap += phi[s] * v[s];
            }
            double e = eigen.values()[k] * t;
            double c = time == Time.REAL ? Math.cos(e) : Math.exp(-e);
            double d = time == Time.REAL ? -Math.sin(e) : 0;
            for (int s = 0; s < n; s++) {
                re[s] += overlap * c * phi[s];
                im[s] += overlap * d * phi[s];
            }
        }
        return new StateVector(re, im).normalized();
    }

    @ParameterizedTest
    @EnumSource
    void propagationIsTheSumOverEigenstates(Time time) {
        var ring = Xxz.on(Lattice.chain(6)).anisotropy(0.4);
        var v = new double[64];
        for (int s = 0; s < 64; s++) {
            v[s] = Math.sin(1 + 7.0 * s);
        }
        double[] unit = StateVector.real(v).normalized().re();
        var expected = byEigenvectors(ring.hamiltonian(), unit, 1.7, time);
        var found = Propagation.evolve(ring.hamiltonian(), StateVector.real(unit), 1.7, time);
        assertThat(found.squaredNorm()).isEqualTo(1, within(1e-12));
        assertThat(found.re()).containsExactly(expected.re(), within(1e-11));
        assertThat(found.im()).containsExactly(expected.im(), within(1e-11));
    }

    /// Rings of even and odd length, quenches within a phase and across the transition, an antiferromagnet too.
    @ParameterizedTest
    @CsvSource({
        "8, 1, 2, 1, 0.5, REAL",
        "8, 1, 0.3, 1, 1, REAL",
        "7, 1, 1.5, 1, 0.2, REAL",
        "8, -1, 1.2, -0.7, 0.6, REAL",
        "7, 1, 2, -1, 0.4, REAL",
        "8, 1, 2, 1, 0.5, IMAGINARY",
        "7, 1, 0.4, 1, 1.3, IMAGINARY"
    })
    void freeFermionsAreTheExactEvolution(int n, double j0, double h0, double j, double h, Time time) {
        var chain = Lattice.chain(n);
        var initial = Ising.on(chain).coupling(j0).field(h0);
        var problem = Ising.on(chain).coupling(j).field(h);
        var quench = quench(initial, problem, time, 0.35);
        var alongX = PauliSum.on(n);
        for (int i = 0; i < n; i++) {
            alongX.add(1.0 / n, PauliString.IDENTITY.x(i));
        }
        var m = alongX.build();
        for (int k = 0; k <= 4; k++) {
            var state = quench.state(k).orElseThrow();
            assertThat(quench.magnetizationX(k).orElseThrow().value()).isEqualTo(state.expectation(m), within(1e-9));
            assertThat(quench.energy(k).orElseThrow().value())
                    .isEqualTo(state.expectation(problem.hamiltonian()), within(1e-9));
        }
        assertThat(quench.magnetizationX(4).orElseThrow().value())
                .isNotCloseTo(quench.magnetizationX(0).orElseThrow().value(), within(0.01));
    }

    @Test
    void theBitsOfAStateDoNotDependOnWhatWasAskedForBefore() {
        var chain = Lattice.chain(6);
        var initial = Ising.on(chain).field(2);
        var one = quench(initial, Ising.on(chain), Time.REAL, 0.3);
        var other = quench(initial, Ising.on(chain), Time.REAL, 0.3);
        double[] direct = one.state(3).orElseThrow().re();
        other.state(5);
        other.state(1);
        assertThat(other.state(3).orElseThrow().re()).containsExactly(direct);
    }

    @Test
    void longImaginaryTimeEndsInTheGroundState() {
        var chain = Lattice.chain(30);
        var quench = quench(Ising.on(chain).field(3), Ising.on(chain).field(2), Time.IMAGINARY, 20);
        double exact = Ising.on(chain).field(2).reference().orElseThrow().value();
        assertThat(quench.energy(1).orElseThrow().value()).isEqualTo(exact, within(1e-10));
        assertThat(quench.state(0)).isEmpty();
    }

    @Test
    void whatIsNotKnownIsNotSaid() {
        var open = new Chain(20, false);
        var quench = quench(Ising.on(open).field(2), Ising.on(open), Time.REAL, 0.1);
        assertThat(quench.magnetizationX(1)).isEmpty();
        assertThat(quench.energy(1)).isEmpty();
        assertThat(quench.state(1)).isEmpty();
        // two ground states
        var ring = Lattice.chain(6);
        assertThat(quench(Ising.on(ring).field(0), Ising.on(ring), Time.REAL, 0.1)
                        .state(1))
                .isEmpty();
    }
}
