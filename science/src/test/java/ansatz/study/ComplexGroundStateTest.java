package ansatz.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ansatz.lattice.Lattice;
import ansatz.model.Amplitude;
import ansatz.model.MeanField;
import ansatz.model.ModulusPhase;
import ansatz.model.Rbm;
import ansatz.optimizer.NaturalGradient;
import ansatz.problem.Heisenberg;
import ansatz.problem.Ising;
import ansatz.problem.PauliTerm;
import ansatz.problem.PauliTerms;
import ansatz.problem.SignRule;
import ansatz.problem.SpinProblem;
import ansatz.sampler.Enumeration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Complex wave functions find ground states that no positive one can hold, with all configurations as samples.
class ComplexGroundStateTest {
    static Stream<Arguments> grounds() {
        var rbm = Rbm.DEFAULTS.bias(Rbm.Bias.BOTH);
        var ring = Lattice.chain(6);
        var chiral = PauliTerms.on(
                ring,
                PauliTerm.of(1, "X0 Y1").everywhere(),
                PauliTerm.of(-1, "Y0 X1").everywhere(),
                PauliTerm.of(-0.5, "Z0 Z1").everywhere(),
                PauliTerm.of(-1.5, "X0").everywhere());
        var unsigned = Heisenberg.on(ring).signRule(SignRule.NONE);
        return Stream.of(
                Arguments.of(Ising.on(Lattice.chain(8)).field(1), rbm.complexWeights()),
                Arguments.of(chiral, rbm.density(3).complexWeights()),
                // the rule of Marshall, learnt
                Arguments.of(unsigned, rbm.density(2).complexWeights()),
                Arguments.of(unsigned, new ModulusPhase(rbm.density(2), new MeanField(0.3))));
    }

    @ParameterizedTest
    @MethodSource("grounds")
    void theEnergyIsTheExactOne(SpinProblem problem, Amplitude model) throws Exception {
        var study = GroundState.of(problem, model)
                .sampler(Enumeration.DEFAULTS)
                .optimizer(NaturalGradient.rate(0.05))
                .steps(300)
                .seed(2);
        double exact = problem.reference().orElseThrow().value();
        try (var computation = study.computation(new Environment(1))) {
            while (!computation.finished()) {
                computation.advance();
            }
            double energy = computation.outcome().results().getFirst().mean();
            // machines with more parameters than the sector has states reach it, up to the steps that were made
            assertThat(energy).isEqualTo(exact, within(1e-5 * Math.abs(exact))).isGreaterThan(exact - 1e-10);
        }
    }
}
