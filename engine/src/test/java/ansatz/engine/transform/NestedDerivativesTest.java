package ansatz.engine.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ansatz.engine.program.Interpreter;
import ansatz.engine.program.Program;
import ansatz.engine.trace.Initial;
import ansatz.engine.trace.Trace;
import ansatz.engine.trace.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Derivatives against closed forms, nested, and through means over samples.
final class NestedDerivativesTest {

    @Test
    void theFifthDerivativeOfTheSineIsTheCosine() {
        Trace t = new Trace();
        Value x = t.sample("x");
        Value y = x.sin();
        for (int order = 0; order < 5; order++) {
            y = order % 2 == 0 ? Vjp.gradient(y, x) : Jvp.derivative(y, x, 0);
        }
        t.output("y", y);
        double[] result = Interpreter.run(t.program(), new double[0], Map.of("x", new double[] {0.3, 1.1}), null, 2)
                .get("y");
        assertThat(result[0]).isCloseTo(Math.cos(0.3), within(1e-15)); // one rounding
        assertThat(result[1]).isCloseTo(Math.cos(1.1), within(1e-15));
    }

    @Test
    void theHeatKernelHasNoResidual() {
        // u = exp(-x^2 / 4t) / sqrt t solves u_t = u_xx
        Trace trace = new Trace();
        Value xt = trace.sample("xt", 2);
        Value x = xt.get(0);
        Value t = xt.get(1);
        Value u = x.square().over(t).times(-0.25).exp().over(t.sqrt());
        Value ux = Jvp.derivative(u, xt, 0);
        Value residual = Jvp.derivative(u, xt, 1).minus(Vjp.gradient(ux, xt).get(0));
        trace.output("residual", residual);
        double[] points = {0.5, 1, -1.3, 0.7, 2, 3};
        double[] r = Interpreter.run(Simplify.apply(trace.program()), new double[0], Map.of("xt", points), null, 3)
                .get("residual");
        for (double value : r) {
            assertThat(value).isCloseTo(0, within(1e-14)); // terms of order 1, some ten roundings
        }
    }

    @Test
    void theParameterGradientOfAMixedThirdDerivativeHasItsClosedForm() {
        // u = exp(a x y): u_xxy = (2 a^2 y + a^3 x y^2) u; d/da = (4 a y + 3 a^2 x y^2) u + x y u_xxy
        Trace trace = new Trace();
        Value p = trace.sample("p", 2);
        Value a = trace.parameter("a", Initial.zeros());
        Value u = a.times(p.get(0)).times(p.get(1)).exp();
        Value uxxy = Jvp.derivative(Jvp.derivative(Jvp.derivative(u, p, 0), p, 0), p, 1);
        trace.output("uxxy", uxxy);
        Program rows = Vjp.rows(trace.program(), "uxxy", "a");
        double[] got = Interpreter.run(rows, new double[] {0.8}, Map.of("p", new double[] {0.5, 0.7, -1, 0.4}), null, 2)
                .get("grad.a");
        for (int s = 0; s < 2; s++) {
            double x = s == 0 ? 0.5 : -1;
            double y = s == 0 ? 0.7 : 0.4;
            double c = 0.8;
            double e = Math.exp(c * x * y);
            double third = (2 * c * c * y + c * c * c * x * y * y) * e;
            double expected = (4 * c * y + 3 * c * c * x * y * y) * e + x * y * third;
            assertThat(got[s]).isCloseTo(expected, within(1e-14)); // terms of order 1, some twenty roundings
        }
    }

    @Test
    void theGradientOfTheVarianceIsTwiceTheDeviationOverNothingElse() {
        // with cotangents in the mean normalisation, grad_s of mean((x - <x>)^2) is 2 (x_s - <x>), without a factor of
        // n
        Trace t = new Trace();
        Value x = t.sample("x");
        t.output("variance", x.minus(x.sampleMean()).square().sampleMean());
        Program gradient = Vjp.gradient(t.program(), "variance", "x");
        double[] g = Interpreter.run(gradient, new double[0], Map.of("x", new double[] {1, 2, 6}), null, 3)
                .get("grad.x");
        assertThat(g).containsExactly(-4, -2, 6);
    }

    @Test
    void theCovarianceGradientOfVariationalMonteCarloIsOneStoppedGradient() {
        // mean(stop(E - <E>) log psi) has the gradient <(E - <E>) O>
        Trace t = new Trace();
        Value x = t.sample("x", 2);
        Value w = t.parameter("w", Initial.zeros(), 2);
        Value energy = t.sample("energy");
        Value logPsi = w.dot(x);
        t.output(
                "surrogate",
                energy.minus(energy.sampleMean()).stopGradient().times(logPsi).sampleMean());
        Program gradient = Vjp.gradient(t.program(), "surrogate", "w");
        Map<String, double[]> inputs = Map.of("x", new double[] {1, 2, 3, 4, 5, 7}, "energy", new double[] {1, 2, 6});
        double[] g = Interpreter.run(gradient, new double[] {0.1, 0.2}, inputs, null, 3)
                .get("grad.w");
        // ((-2) 1 + (-1) 3 + 3 5) / 3 and ((-2) 2 + (-1) 4 + 3 7) / 3
        assertThat(g[0]).isCloseTo(10 / 3.0, within(1e-15));
        assertThat(g[1]).isCloseTo(13 / 3.0, within(1e-15));
    }

    @Test
    void theMeanOfTheRowsIsTheGradient() {
        Trace t = new Trace();
        Value x = t.sample("x", 3);
        Value w = t.parameter("layer.W", Initial.zeros(), 2, 3);
        Value b = t.parameter("layer.b", Initial.zeros(), 2);
        Value c = t.parameter("head.c", Initial.zeros(), 2);
        t.output("y", x.linear(w).plus(b).tanh().dot(c));
        double[] theta = {0.1, -0.2, 0.3, 0.5, 0.7, -0.4, 0.2, -0.1, 1.5, -0.6};
        Map<String, double[]> inputs = Map.of("x", new double[] {1, 2, 3, -1, 0.5, 0.2});
        Program gradient = Vjp.gradient(t.program(), "y", group -> group.equals("layer"));
        assertThat(gradient.outputs().stream().map(o -> o.name()).toList())
                .containsExactly("y", "grad.layer.W", "grad.layer.b");
        Program rows = Vjp.rows(t.program(), "y", "layer.W", "layer.b");
        Map<String, double[]> g = Interpreter.run(gradient, theta, inputs, null, 2);
        Map<String, double[]> r = Interpreter.run(rows, theta, inputs, null, 2);
        for (String name : List.of("grad.layer.W", "grad.layer.b")) {
            double[] mean = g.get(name);
            double[] both = r.get(name);
            assertThat(both).hasSize(2 * mean.length);
            for (int i = 0; i < mean.length; i++) {
                assertThat(0.5 * (both[i] + both[mean.length + i])).isCloseTo(mean[i], within(1e-15));
            }
        }
    }

    @Test
    void aRowThroughAMeanOverSamplesIsRefusedInOneLine() {
        Trace t = new Trace();
        Value y = t.sample("x").times(t.parameter("w", Initial.zeros()));
        t.output("y", y.minus(y.sampleMean()));
        assertThatThrownBy(() -> Vjp.rows(t.program(), "y", "w"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mean over samples")
                .hasMessageNotContaining("\n");
    }

    @Test
    void aTangentOfANamedInputIsAnInputWithTheNameOfTheDifferential() {
        Trace t = new Trace();
        t.output("y", t.sample("x").square());
        Program d = Jvp.of(t.program(), "x");
        assertThat(d.inputs()).containsOnlyKeys("x", "d.x");
        double[] tangent = Interpreter.run(
                        d, new double[0], Map.of("x", new double[] {3}, "d.x", new double[] {0.5}), null, 1)
                .get("d.y");
        assertThat(tangent).containsExactly(3);
        assertThatThrownBy(() -> Jvp.of(t.program(), "z"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("named are [x]");
    }

    @Test
    void aDerivativeThatIsTheSameForAllSamplesIsStillAPerSampleOutput() {
        Trace t = new Trace();
        t.output("y", t.sample("x", 2).sum());
        Program d = Vjp.gradient(t.program(), "y", "x");
        assertThat(d.type(d.output("grad.x").value()).perSample()).isTrue();
        assertThat(Interpreter.run(d, new double[0], Map.of("x", new double[] {1, 2, 3, Double.NaN}), null, 2)
                        .get("grad.x"))
                .containsExactly(1, 1, 1, 1);
    }

    @Test
    void theRectifierHasDerivativeZeroAtZero() {
        Trace t = new Trace();
        Value x = t.sample("x");
        t.output("d", Vjp.gradient(x.relu(), x));
        assertThat(Interpreter.run(t.program(), new double[0], Map.of("x", new double[] {-1, 0, 2}), null, 3)
                        .get("d"))
                .containsExactly(0, 0, 1);
    }
}
