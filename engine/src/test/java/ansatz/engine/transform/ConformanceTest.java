package ansatz.engine.transform;

import static org.assertj.core.api.Assertions.assertThat;

import ansatz.engine.array.Shape;
import ansatz.engine.execute.Executable;
import ansatz.engine.execute.FloatExecutable;
import ansatz.engine.parallel.Team;
import ansatz.engine.program.Function;
import ansatz.engine.program.Interpreter;
import ansatz.engine.program.Operation;
import ansatz.engine.program.Program;
import ansatz.engine.program.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every operation of the intermediate representation goes through this suite by itself: a new one without an
/// example fails. So do the larger forms that values build from several operations.
final class ConformanceTest {

    static List<String> words() {
        return new ArrayList<>(Example.all().keySet());
    }

    @Test
    void everyOperationHasAnExampleThatUsesIt() {
        assertThat(Example.all().keySet()).containsAll(Vocabulary.all());
        Vocabulary.all()
                .forEach(word -> assertThat(
                                Vocabulary.of(Example.all().get(word).programs().get(0)))
                        .contains(word));
    }

    @ParameterizedTest
    @MethodSource("words")
    void itsDerivativesAgreeWithEachOtherAndWithNumbers(String word) {
        Example example = Example.all().get(word);
        for (Program program : example.programs()) {
            for (boolean weighted : new boolean[] {false, true}) {
                Data data = Data.of(program, 3, weighted, example.low(), example.high(), 1);
                for (Claim claim : Claim.values()) {
                    assertThat(claim.check(program, data))
                            .as("%s of%n%s", claim, program)
                            .isEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("words")
    void andSoDoTheDerivativesOfItsDerivatives(String word) {
        Example example = Example.all().get(word);
        for (Program program : example.programs()) {
            for (Claim first : Claim.values()) {
                Optional<Program> once = first.apply(program);
                if (once.isEmpty()) {
                    continue;
                }
                Data data = Data.of(once.get(), 2, false, example.low(), example.high(), 2);
                for (Claim second : Claim.values()) {
                    assertThat(second.check(once.get(), data))
                            .as("%s after %s of%n%s%nthat is%n%s", second, first, program, once.get())
                            .isEmpty();
                }
            }
        }
    }

    /// Odd sizes: below, at and above a multiple of the vector width, and several tiles.
    @ParameterizedTest
    @MethodSource("words")
    void theExecutorAgreesOnAnyNumberOfSamples(String word) {
        Example example = Example.all().get(word);
        try (Team team = Team.of(2)) {
            List<Program> programs = example.programs();
            for (Program plain : programs) {
                Optional<Program> gradient = Claim.VJP.apply(plain);
                // with the first programs, whose operands are all per sample, on all sizes
                int[] sizes = programs.indexOf(plain) < 2 ? new int[] {0, 1, 7, 64, 65, 1030} : new int[] {7};
                for (Program program : List.of(plain, gradient.orElse(plain))) {
                    Executable alone = Executable.of(program);
                    Executable together = Executable.of(program, team);
                    FloatExecutable single = FloatExecutable.of(program, team);
                    for (int samples : sizes) {
                        Data data = Data.of(program, samples, samples == 65, example.low(), example.high(), 4);
                        Map<String, double[]> one = alone.run(data.theta(), data.inputs(), data.weights(), samples);
                        assertThat(Claim.agrees(program, data, one))
                                .as("%d samples of%n%s", samples, program)
                                .isEmpty();
                        Map<String, double[]> two = together.run(data.theta(), data.inputs(), data.weights(), samples);
                        one.forEach((name, values) -> assertThat(two.get(name))
                                .as(name + " on two threads")
                                .containsExactly(values));
                        Data rounded = data.rounded();
                        assertThat(Claim.agreesInSinglePrecision(program, rounded, Claim.single(single, rounded)))
                                .as("%d samples in single precision of%n%s", samples, program)
                                .isEmpty();
                    }
                }
            }
        }
    }

    /// NaN, infinities, zeros and denormal numbers pass through the executor as through the interpreter.
    @ParameterizedTest
    @MethodSource("words")
    void specialNumbersPassAsInTheInterpreter(String word) {
        Example example = Example.all().get(word);
        double[] special = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.0, 1.0, 5e-324, -5e-324};
        for (Program program : example.programs()) {
            for (int shift = 0; shift < 3; shift++) {
                Data data = Data.of(program, 9, false, example.low(), example.high(), 5);
                int s = shift;
                program.inputs().forEach((name, type) -> {
                    // one special number a sample, among ordinary ones
                    double[] values = data.input(name);
                    int size = type.shape().size();
                    for (int i = 0; type.kind() == Type.Kind.REAL && size > 0 && i < values.length / size; i++) {
                        values[i * size + (i + s) % size] = special[(i + s) % special.length];
                    }
                });
                Map<String, double[]> found =
                        Executable.of(program).run(data.theta(), data.inputs(), data.weights(), data.samples());
                assertThat(Claim.agrees(program, data, found)).as("%s", program).isEmpty();
                // the denormal numbers become zeros, which those of single precision are next to
                Data rounded = data.rounded();
                assertThat(Claim.agreesInSinglePrecision(
                                program, rounded, Claim.single(FloatExecutable.of(program), rounded)))
                        .as("in single precision %s", program)
                        .isEmpty();
            }
        }
    }

    @Test
    void notANumberComesOutOfEveryRealFunctionThatItGoesInto() {
        for (Function f : Function.values()) {
            Type real = Type.shared(Shape.of());
            boolean choice = switch (f) {
                // their results, or what they choose by, are booleans
                case NOT, AND, OR, LESS, LESS_OR_EQUAL, EQUAL, SELECT -> true;
                default -> false;
            };
            for (int i = 0; !choice && i < f.arity(); i++) {
                List<double[]> x = new ArrayList<>();
                for (int k = 0; k < f.arity(); k++) {
                    x.add(new double[] {k == i ? Double.NaN : 0.5});
                }
                double[] y =
                        Interpreter.constant(new Operation.Elementwise(f), Collections.nCopies(f.arity(), real), x);
                assertThat(y[0]).as("%s of NaN", f).isNaN();
            }
        }
    }
}
