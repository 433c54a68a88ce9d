package ansatz.engine.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ansatz.engine.array.Shape;
import ansatz.engine.trace.Initial;
import ansatz.engine.trace.Trace;
import ansatz.engine.trace.Value;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// The reference interpreter against closed forms and published digits.
final class InterpreterTest {

    private static double[] shared(UnaryOperator<Value> f, Shape shape, double... x) {
        Trace t = new Trace();
        t.output("y", f.apply(t.shared("x", shape.extents())));
        return Interpreter.run(t.program(), new double[0], Map.of("x", x), null, 1)
                .get("y");
    }

    private static double scalar(UnaryOperator<Value> f, double x) {
        return shared(f, Shape.of(), x)[0];
    }

    @Test
    void theErrorFunctionHasItsPublishedDigits() {
        // Abramowitz and Stegun, table 7.1, and DLMF; a few units in the last place from the series' rounding
        assertThat(scalar(Value::erf, 0.5)).isCloseTo(0.5204998778130465, within(4e-16));
        assertThat(scalar(Value::erf, -1)).isCloseTo(-0.8427007929497149, within(4e-16));
        assertThat(scalar(Value::erf, 2)).isCloseTo(0.9953222650189527, within(4e-16));
        assertThat(scalar(Value::erf, 3)).isCloseTo(0.9999779095030014, within(4e-16));
        assertThat(scalar(Value::erf, 1e-9)).isCloseTo(1.1283791670955126e-9, within(1e-24));
        assertThat(scalar(Value::erf, Double.NEGATIVE_INFINITY)).isEqualTo(-1);
        assertThat(scalar(Value::erf, Double.NaN)).isNaN();
    }

    @Test
    void theTwoBranchesOfTheErrorFunctionMeet() {
        double below = scalar(Value::erf, Math.nextDown(2.5));
        double above = scalar(Value::erf, 2.5);
        assertThat(above).isCloseTo(below, within(4e-16)); // two units in the last place of 1
    }

    @Test
    void logCoshKeepsItsRelativeAccuracyNearZeroAndDoesNotOverflow() {
        // log cosh x = x^2/2 - x^4/12 + ...
        assertThat(scalar(Value::logCosh, 1e-6)).isCloseTo(0.5e-12, within(1e-24));
        assertThat(scalar(Value::logCosh, 1000)).isCloseTo(1000 - Math.log(2), within(2e-13));
        assertThat(scalar(Value::logCosh, Math.nextDown(1.0))).isCloseTo(scalar(Value::logCosh, 1), within(4e-16));
    }

    @Test
    void softplusAndSigmoidDoNotOverflow() {
        assertThat(scalar(Value::softplus, 800)).isEqualTo(800);
        assertThat(scalar(Value::softplus, -700)).isEqualTo(StrictMath.exp(-700));
        assertThat(scalar(Value::sigmoid, -700)).isEqualTo(StrictMath.exp(-700));
        assertThat(scalar(Value::sigmoid, 800)).isEqualTo(1);
    }

    @Test
    void theInverseTimesTheMatrixIsTheIdentity() {
        double[] a = {0, 2, 1, 1, -1, 3, 4, 0, 1};
        double[] product = shared(x -> x.dot(x.inverse()), Shape.of(3, 3), a);
        for (int i = 0; i < 9; i++) {
            // condition number about 10, a dozen roundings
            assertThat(product[i]).isCloseTo(i % 4 == 0 ? 1 : 0, within(1e-14));
        }
    }

    @Test
    void determinantsOfEachLeadingAxisAreTheirOwn() {
        double[] two = {0, 2, 3, 0, 1, 2, 2, 4};
        assertThat(shared(Value::signDeterminant, Shape.of(2, 2, 2), two)).containsExactly(-1, 0);
        double[] log = shared(Value::logAbsDeterminant, Shape.of(2, 2, 2), two);
        assertThat(log[0]).isCloseTo(Math.log(6), within(1e-15));
        assertThat(log[1]).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void aSingularMatrixHasAnInverseOfNaN() {
        assertThat(shared(Value::inverse, Shape.of(2, 2), 1, 2, 2, 4)).containsOnly(Double.NaN);
    }

    @Test
    void theDeterminantsPhaseAddsUpOverTriangularFactors() {
        // ((e^i0.5, 7), (0, 2 e^i1.25)) has the phase 1.75
        double[] re = {Math.cos(0.5), 7, 0, 2 * Math.cos(1.25)};
        double[] im = {Math.sin(0.5), 0, 0, 2 * Math.sin(1.25)};
        double[] phase = shared(
                x -> x.get(0).determinantPhase(x.get(1)),
                Shape.of(2, 2, 2),
                re[0],
                re[1],
                re[2],
                re[3],
                im[0],
                im[1],
                im[2],
                im[3]);
        assertThat(phase[0]).isCloseTo(1.75, within(1e-15));
        assertThat(shared(x -> x.determinantPhase(x.times(0)), Shape.of(2, 2), 0, 1, 1, 0)[0])
                .isEqualTo(Math.PI);
    }

    @Test
    void theSignOfThePfaffianOfAFourByFourMatrixIsThatOfItsThreeTerms() {
        Random random = new Random(7);
        for (int trial = 0; trial < 200; trial++) {
            double[] a = new double[16];
            for (int i = 0; i < 4; i++) {
                for (int j = i + 1; j < 4; j++) {
                    a[i * 4 + j] = random.nextGaussian();
                    a[j * 4 + i] = -a[i * 4 + j];
                }
            }
            // Pf A = a12 a34 - a13 a24 + a14 a23
            double pfaffian = a[1] * a[11] - a[2] * a[7] + a[3] * a[6];
            assertThat(shared(Value::signPfaffian, Shape.of(4, 4), a)[0]).isEqualTo(Math.signum(pfaffian));
        }
    }

    @Test
    void theSampleMeanIsWeightedAndBroadcastsBack() {
        Trace t = new Trace();
        Value x = t.sample("x");
        t.output("centred", x.minus(x.sampleMean()));
        Map<String, double[]> inputs = Map.of("x", new double[] {1, 2, 6});
        double[] centred =
                Interpreter.run(t.program(), new double[0], inputs, null, 3).get("centred");
        assertThat(centred).containsExactly(-2, -1, 3);
        double[] weighted = Interpreter.run(t.program(), new double[0], inputs, new double[] {1, 3, 0}, 3)
                .get("centred");
        assertThat(weighted).containsExactly(-0.75, 0.25, 4.25);
    }

    @Test
    void noSamplesHaveNoMean() {
        Trace t = new Trace();
        t.output("mean", t.sample("x", 2).sampleMean());
        double[] mean = Interpreter.run(t.program(), new double[0], Map.of("x", new double[0]), null, 0)
                .get("mean");
        assertThat(mean).containsOnly(Double.NaN);
    }

    @Test
    void whatIsNotSelectedDoesNotPass() {
        Trace t = new Trace();
        Value x = t.shared("x", 2);
        t.output("y", x.less(0).select(x.number(0).broadcastTo(x.shape()), x.log()));
        double[] y = Interpreter.run(t.program(), new double[0], Map.of("x", new double[] {-1, 1}), null, 1)
                .get("y");
        assertThat(y).containsExactly(0, 0);
    }

    @Test
    void aLinearLayerIsAMatrixTimesEachSample() {
        Trace t = new Trace();
        t.output("y", t.sample("x", 2).linear(t.parameter("W", Initial.zeros(), 3, 2)));
        double[] y = Interpreter.run(
                        t.program(), new double[] {1, 0, 0, 1, 1, 1}, Map.of("x", new double[] {2, 3, 5, 7}), null, 2)
                .get("y");
        assertThat(y).containsExactly(2, 3, 5, 5, 7, 12);
    }

    @Test
    void infinityInOneElementIsInfinityInLogSumExp() {
        assertThat(shared(x -> x.logSumExp(0), Shape.of(2), 1, Double.POSITIVE_INFINITY)[0])
                .isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(shared(x -> x.logSumExp(0), Shape.of(2), Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY)[0])
                .isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(shared(x -> x.logSumExp(0), Shape.of(2), 1, Double.NaN)[0]).isNaN();
        assertThat(shared(x -> x.logSumExp(0), Shape.of(2), 1000, 1000)[0])
                .isCloseTo(1000 + Math.log(2), within(2e-13));
    }

    @Test
    void aMissingInputIsNamed() {
        Trace t = new Trace();
        t.output("y", t.shared("x", 2));
        assertThatThrownBy(() -> Interpreter.run(t.program(), new double[0], Map.of(), null, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("input x is missing");
        assertThatThrownBy(() -> Interpreter.constant(
                        new Operation.SharedInput("x", Shape.of(), Type.Kind.REAL), List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
