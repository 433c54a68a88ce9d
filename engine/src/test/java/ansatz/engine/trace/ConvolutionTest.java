package ansatz.engine.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ansatz.engine.array.Shape;
import ansatz.engine.execute.Executable;
import ansatz.engine.program.ShapeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A convolution is the sum that its formula says.
final class ConvolutionTest {
    record Case(int[] extents, int in, int out, int[] window, int[] strides, Padding padding) {}

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Padding padding : Padding.values()) {
            cases.add(new Case(new int[] {7}, 2, 3, new int[] {3}, new int[] {1}, padding));
            cases.add(new Case(new int[] {7}, 1, 1, new int[] {4}, new int[] {2}, padding));
            // a window that is larger than the ring
            cases.add(new Case(new int[] {3}, 2, 1, new int[] {5}, new int[] {1}, padding));
            cases.add(new Case(new int[] {4, 5}, 2, 3, new int[] {3, 2}, new int[] {1, 1}, padding));
            cases.add(new Case(new int[] {4, 5}, 1, 2, new int[] {2, 3}, new int[] {2, 3}, padding));
            cases.add(new Case(new int[] {3, 2, 4}, 2, 2, new int[] {3, 1, 3}, new int[] {1, 2, 1}, padding));
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isTheSumOverTheWindow(Case c) {
        int d = c.extents.length;
        int[] positions = new int[d];
        Arrays.setAll(positions, a -> (c.extents[a] + c.strides[a] - 1) / c.strides[a]);
        Trace t = new Trace();
        int[] shape = append(c.extents, c.in);
        int[] weights = new int[d + 2];
        weights[0] = c.out;
        System.arraycopy(c.window, 0, weights, 1, d);
        weights[d + 1] = c.in;
        Value w = t.parameter("w", Initial.zeros(), weights);
        t.output("y", t.sample("x", shape).convolve(w, c.padding, c.strides));
        assertThat(t.program().shape("y")).isEqualTo(Shape.of(append(positions, c.out)));

        Random random = new Random(3);
        double[] x = random.doubles(2L * Shape.of(shape).size(), -1, 1).toArray();
        double[] theta = random.doubles(Shape.of(weights).size(), -1, 1).toArray();
        double[] y =
                Executable.of(t.program()).run(theta, Map.of("x", x), null, 2).get("y");

        int elements = Shape.of(c.window).size();
        int sites = Shape.of(c.extents).size();
        int count = Shape.of(positions).size();
        for (int s = 0; s < 2; s++) {
            for (int p = 0; p < count; p++) {
                for (int o = 0; o < c.out; o++) {
                    double sum = 0;
                    for (int j = 0; j < elements; j++) {
                        int site = site(c, multi(p, positions), multi(j, c.window));
                        for (int i = 0; i < c.in && site >= 0; i++) {
                            sum += theta[(o * elements + j) * c.in + i] * x[(s * sites + site) * c.in + i];
                        }
                    }
                    // sums of at most 18 products of numbers below one
                    assertThat(y[(s * count + p) * c.out + o]).isEqualTo(sum, within(1e-14));
                }
            }
        }
    }

    /// The site under an element of the window, -1 beyond the edge where zeros stand.
    private static int site(Case c, int[] position, int[] element) {
        int site = 0;
        for (int a = 0; a < position.length; a++) {
            int at = c.strides[a] * position[a] + element[a] - (c.window[a] - 1) / 2;
            if (c.padding == Padding.ZERO && (at < 0 || at >= c.extents[a])) {
                return -1;
            }
            site = site * c.extents[a] + Math.floorMod(at, c.extents[a]);
        }
        return site;
    }

    private static int[] multi(int flat, int[] extents) {
        int[] index = new int[extents.length];
        int rest = flat;
        for (int a = extents.length - 1; a >= 0; a--) {
            index[a] = rest % extents[a];
            rest /= extents[a];
        }
        return index;
    }

    private static int[] append(int[] extents, int last) {
        int[] more = Arrays.copyOf(extents, extents.length + 1);
        more[extents.length] = last;
        return more;
    }

    @Test
    void saysWhichShapesItWants() {
        Trace t = new Trace();
        Value x = t.sample("x", 4, 4, 2);
        Value w = t.parameter("w", Initial.zeros(), 3, 3, 2);
        assertThatThrownBy(() -> x.convolve(w, Padding.ZERO))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("wants [positions.., in] and [out, window.., in]");
        Value v = t.parameter("v", Initial.zeros(), 3, 3, 3, 2);
        assertThatThrownBy(() -> x.convolve(v, Padding.ZERO, 1, 0))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("one stride of at least 1");
    }
}
