package ansatz.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ansatz.data.Column;
import ansatz.data.Shipped;
import ansatz.engine.array.Array;
import ansatz.engine.array.Shape;
import ansatz.engine.linalg.SymmetricEigen;
import ansatz.engine.random.RandomStream;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PrincipalComponentsTest {
    /// The 64 pixels of each digit.
    private static Array digits() {
        List<Column> columns = new Shipped(Shipped.Table.DIGITS).read(1).columns();
        int n = columns.getFirst().rows();
        var x = new double[n * 64];
        for (int j = 0; j < 64; j++) {
            double[] pixel = ((Column.Numeric) columns.get(j)).values();
            for (int i = 0; i < n; i++) {
                x[i * 64 + j] = pixel[i];
            }
        }
        return new Array(Shape.of(n, 64), x);
    }

    @Test
    void theComponentsOfTheDigitsAreThoseOfScikitLearnByBothWays() throws Exception {
        Array x = digits();
        var exact = PrincipalComponents.exact(x, 10);
        var randomised = PrincipalComponents.randomised(x, 10, 1);
        try (var reader = new BufferedReader(new InputStreamReader(
                PrincipalComponentsTest.class.getResourceAsStream("components.csv"), StandardCharsets.UTF_8))) {
            List<String> lines = reader.lines().toList();
            assertThat(lines).hasSize(10);
            for (int k = 0; k < 10; k++) {
                double[] known = Arrays.stream(lines.get(k).split(","))
                        .mapToDouble(Double::parseDouble)
                        .toArray();
                assertThat(exact.shares()[k]).isEqualTo(known[0], Offset.offset(1e-10));
                assertThat(exact.directions().row(k).values())
                        .containsExactly(Arrays.copyOfRange(known, 1, 65), Offset.offset(1e-8));
                // seven products with the rows leave (s_20 / s_k)^13 of the directions beyond
                assertThat(randomised.shares()[k]).isEqualTo(known[0], Offset.offset(1e-6));
            }
        }
    }

    @Test
    void theVariancesAreTheEigenvaluesOfTheCovariance() {
        int n = 50;
        int p = 6;
        var values = new double[n * p];
        RandomStream.of(1, 0, 0, 0).gaussian(values, 0, n * p);
        Array x = new Array(Shape.of(n, p), values);
        var data = Centred.of(x, new double[n]);
        var covariance = new double[p * p];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < p; j++) {
                for (int k = 0; k < p; k++) {
                    covariance[j * p + k] += data.x().get(i, j) * data.x().get(i, k) / n;
                }
            }
        }
        double[] known =
                SymmetricEigen.of(new Array(Shape.of(p, p), covariance)).values();
        var components = PrincipalComponents.exact(x, p);
        Array projected = components.project(x);
        for (int k = 0; k < p; k++) {
            assertThat(components.variances()[k]).isEqualTo(known[p - 1 - k], Offset.offset(1e-13)); // rounding
            double square = 0;
            double mean = 0;
            for (int i = 0; i < n; i++) {
                square += projected.get(i, k) * projected.get(i, k) / n;
                mean += projected.get(i, k) / n;
            }
            assertThat(square).isEqualTo(known[p - 1 - k], Offset.offset(1e-13));
            assertThat(mean).isEqualTo(0, Offset.offset(1e-14));
        }
        assertThat(Arrays.stream(components.shares()).sum()).isEqualTo(1, Offset.offset(1e-13));
        assertThatThrownBy(() -> PrincipalComponents.exact(x, 7)).hasMessageContaining("legal are 1 to 6");
    }
}
