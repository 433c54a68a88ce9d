package ansatz.engine.transform;

import static org.assertj.core.api.Assertions.assertThat;

import ansatz.engine.array.Shape;
import ansatz.engine.program.Instruction;
import ansatz.engine.program.Operation;
import ansatz.engine.program.Program;
import ansatz.engine.program.Type;
import ansatz.engine.trace.Initial;
import ansatz.engine.trace.Trace;
import ansatz.engine.trace.Value;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// What simplification finds, and that it finds only what is so.
final class SimplifyTest {

    /// The words of the simplified program besides its sources, after a check that it computes the same.
    private static List<String> words(Function<Trace, Value> build) {
        Trace t = new Trace();
        Program program = t.output("y", build.apply(t)).program();
        assertThat(Claim.SIMPLIFY.check(program, Data.of(program, 4, true, 0.3, 1.4, 9)))
                .as("%s%nbecomes%n%s", program, Simplify.apply(program))
                .isEmpty();
        return Simplify.apply(program).instructions().stream()
                .map(Instruction::operation)
                .filter(operation -> !(operation instanceof Operation.Source))
                .map(Vocabulary::word)
                .toList();
    }

    private static Value x(Trace t) {
        return t.sample("x", 2, 3);
    }

    private static Value w(Trace t) {
        return t.parameter("w", Initial.zeros(), 2, 3);
    }

    @Test
    void factorsOfOneAndDoubleNegationsVanish() {
        assertThat(words(t -> x(t).times(1))).isEmpty();
        assertThat(words(t -> x(t).over(1))).isEmpty();
        assertThat(words(t -> x(t).negate().negate())).isEmpty();
        assertThat(words(t -> x(t).power(1))).isEmpty();
        assertThat(words(t -> x(t).minus(0))).isEmpty();
        assertThat(words(t -> x(t).times(-1))).containsExactly("NEGATE");
        assertThat(words(t -> x(t).negate().times(w(t).negate()))).containsExactly("MULTIPLY");
        assertThat(words(t -> x(t).plus(w(t).negate()))).containsExactly("SUBTRACT");
        assertThat(words(t -> x(t).times(2).times(3))).containsExactly("MULTIPLY");
        assertThat(words(t -> x(t).over(4))).containsExactly("MULTIPLY");
        assertThat(words(t -> x(t).negate().square())).containsExactly("SQUARE");
        assertThat(words(t -> x(t).times(x(t)))).containsExactly("SQUARE");
        assertThat(words(t -> x(t).power(3))).containsExactly("SQUARE", "MULTIPLY");
        assertThat(words(t -> x(t).power(4))).containsExactly("SQUARE", "SQUARE");
        assertThat(words(t -> t.constant(1).over(t.sample("z")))).containsExactly("RECIPROCAL");
    }

    @Test
    void whatIsNotExactStays() {
        // -0 + 0 is +0; infinity times 0 is NaN; 1/3 is rounded
        assertThat(words(t -> x(t).plus(0))).containsExactly("ADD");
        assertThat(words(t -> x(t).times(0))).containsExactly("MULTIPLY");
        assertThat(words(t -> x(t).over(3))).containsExactly("DIVIDE");
        // the product of the factors would vanish
        assertThat(words(t -> x(t).times(1e-200).times(1e-200))).containsExactly("MULTIPLY", "MULTIPLY");
        // a program that is differentiated later still needs it
        assertThat(words(t -> x(t).stopGradient())).containsExactly("StopGradient");
    }

    @Test
    void additionAndMultiplicationCommute() {
        assertThat(words(t -> x(t).plus(w(t)).exp().minus(w(t).plus(x(t)).exp())))
                .containsExactly("ADD", "EXP", "SUBTRACT");
    }

    @Test
    void constantsAreFolded() {
        assertThat(words(t -> t.constant(2).times(3).plus(1).log())).isEmpty();
        assertThat(words(t -> t.constant(Shape.of(2), new double[] {1, 2})
                        .dot(t.constant(Shape.of(2), new double[] {3, 4}))
                        .times(t.sample("z"))))
                .containsExactly("MULTIPLY");
        assertThat(words(t -> t.constant(1).less(2).select(x(t), x(t).exp()))).isEmpty();
    }

    @Test
    void indexMapsAreComposed() {
        assertThat(words(t -> x(t).transpose().transpose())).isEmpty();
        assertThat(words(t -> x(t).reshape(3, 2).reshape(6).reshape(2, 3))).isEmpty();
        assertThat(words(t -> x(t).slice(1, 1, 3).slice(1, 1, 2))).containsExactly("Slice");
        assertThat(words(t -> Value.concat(0, w(t), x(t)).slice(0, 2, 4))).isEmpty();
        assertThat(words(t -> Value.concat(0, x(t), w(t)).slice(0, 0, 1))).containsExactly("Slice");
        assertThat(words(t -> Value.concat(0, Value.concat(0, x(t), w(t)), x(t))))
                .containsExactly("Concat");
        assertThat(words(t -> x(t).gather(Shape.of(3), new int[] {5, -1, 2}).gather(Shape.of(2), new int[] {0, 1})))
                .containsExactly("Gather");
        assertThat(words(t -> x(t).gather(Shape.of(2, 3), new int[] {0, 1, 2, 3, 4, 5})))
                .isEmpty();
        assertThat(words(t -> pad(pad(x(t), 1, 4, 5), 2, 7, 8))).containsExactly("Pad");
        assertThat(words(t -> pad(x(t), 1, 4, 5).slice(0, 1, 3).slice(1, 1, 3))).containsExactly("Slice");
        assertThat(words(t -> x(t).sum(0).sum(0))).containsExactly("Sum");
        assertThat(words(t -> t.sample("z", 2, 3, 2).sum(1).sum(1))).containsExactly("Sum");
        assertThat(words(t -> t.sample("z", 2, 1).sum(1))).containsExactly("Reshape");
    }

    private static Value pad(Value x, int start, int rows, int columns) {
        return x.trace().emit(new Operation.Pad(new int[] {start, start}, Shape.of(rows, columns)), x);
    }

    @Test
    void repetitionsAreDoneLast() {
        assertThat(words(t -> t.sample("z", 3).broadcastTo(Shape.of(2, 3)).exp().times(2)))
                .containsExactly("EXP", "MULTIPLY", "Broadcast");
        assertThat(words(t -> t.sample("z", 3).broadcastTo(Shape.of(2, 3)).sum(0)))
                .containsExactly("MULTIPLY");
        assertThat(words(t -> t.sample("z", 3).broadcastTo(Shape.of(2, 3)).sum(1)))
                .containsExactly("Sum", "Broadcast");
        assertThat(words(t -> t.sample("z", 3).broadcastTo(Shape.of(2, 3)).slice(1, 0, 2)))
                .containsExactly("Slice", "Broadcast");
    }

    @Test
    void contractionsTakeTheSimplestOperands() {
        assertThat(words(t -> x(t).transpose().contract(w(t), "ij", "jk", "ik")))
                .containsExactly("Contract");
        assertThat(words(t -> x(t).contract(w(t), "ij", "ij", "ij"))).containsExactly("MULTIPLY");
        assertThat(words(t -> x(t).contract(t.constant(Shape.of(3), 1), "ij", "j", "i")))
                .containsExactly("Sum");
        assertThat(words(t -> x(t).contract(t.constant(2), "ij", "", "ji"))).containsExactly("Transpose", "MULTIPLY");
        assertThat(words(t -> t.sample("z", 3).broadcastTo(Shape.of(2, 3)).contract(w(t), "ij", "ij", "i")))
                .containsExactly("Contract");
        assertThat(words(t -> t.sample("z", 3).broadcastTo(Shape.of(2, 3)).contract(w(t), "ij", "ij", "j")))
                .containsExactly("Sum", "MULTIPLY");
        assertThat(words(t -> t.sample("z", 3).broadcastTo(Shape.of(4, 3)).contract(w(t), "ij", "kj", "ik")))
                .containsExactly("Contract", "Broadcast");
        assertThat(words(t -> x(t).times(2).contract(w(t), "ij", "kj", "ik"))).containsExactly("Contract", "MULTIPLY");
        assertThat(words(t -> t.sample("z", 2).times(2).contract(w(t), "i", "ij", "ij")))
                .containsExactly("MULTIPLY", "Contract");
    }

    @Test
    void whatAllSamplesShareIsTakenOutOfTheirMean() {
        assertThat(words(t -> x(t).times(w(t)).sampleMean())).containsExactly("SampleMean", "MULTIPLY");
        assertThat(words(t -> x(t).over(w(t)).sampleMean())).containsExactly("SampleMean", "DIVIDE");
        assertThat(words(t -> w(t).over(x(t)).sampleMean())).containsExactly("DIVIDE", "SampleMean");
        assertThat(words(t -> x(t).minus(w(t)).sampleMean())).containsExactly("SampleMean", "SUBTRACT");
        assertThat(words(t -> x(t).contract(w(t), "ij", "kj", "ik").sampleMean()))
                .containsExactly("SampleMean", "Contract");
        assertThat(words(t -> x(t).times(t.sample("z", 2, 3)).sampleMean())).containsExactly("MULTIPLY", "SampleMean");
        assertThat(words(t -> x(t).reshape(6).sampleMean())).containsExactly("SampleMean", "Reshape");
    }

    @Test
    void gradientsOfSlicesJoinToOneConcatenation() {
        Function<Trace, Value> build = t -> {
            Value x = t.sample("x", 3);
            Value y = x.get(0).sin().plus(x.get(1).cos()).plus(x.get(2).exp());
            return Vjp.gradient(y, x);
        };
        assertThat(words(build)).contains("Concat").doesNotContain("Pad");
    }

    @Test
    void aSharedResultDoesNotTakeThePlaceOfAPerSampleOne() {
        // select(c, w, w) is w for every sample, but a value for each of them
        Trace t = new Trace();
        Value w = w(t);
        t.output("y", x(t).less(0).select(w, w));
        Program simple = Simplify.apply(t.program());
        assertThat(simple.type(simple.output("y").value())).isEqualTo(Type.perSample(Shape.of(2, 3)));
    }

    @Test
    void namesAndOrderOfOutputsStay() {
        Trace t = new Trace();
        Value x = x(t);
        t.output("b", x.times(1)).output("a", x).output("c", x.exp().log().times(0));
        assertThat(Simplify.apply(t.program()).outputs().stream()
                        .map(o -> o.name())
                        .toList())
                .containsExactly("b", "a", "c");
        assertThat(Simplify.apply(t.program())).isEqualTo(Simplify.apply(t.program()));
    }
}
