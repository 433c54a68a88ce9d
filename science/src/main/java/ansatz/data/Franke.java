package ansatz.data;

import ansatz.engine.random.RandomStream;
import ansatz.schema.Key;
import ansatz.schema.Name;
import java.util.List;

/// Franke's function at random points of the unit square, with noise.
@Name(
        value = "franke",
        summary = "Franke's function of x and y in the unit square, with normal noise",
        cite = "R. Franke, Naval Postgraduate School report NPS-53-79-003 (1979)",
        exact = "the least mean squared error on new rows is noise^2")
public record Franke(
        @Key(value = "rows", min = 20, max = 1e7) int rows,

        @Key(value = "standard deviation of the noise", min = 0, max = 1e3)
        double noise)
        implements Source {
    private static final int STREAM = 11;

    /// 500 rows with a little noise.
    public static final Franke DEFAULTS = new Franke(500, 0.1);

    /// F(x, y) without noise.
    public static double at(double x, double y) {
        double a = 9 * x;
        double b = 9 * y;
        return 0.75 * Math.exp(-((a - 2) * (a - 2) + (b - 2) * (b - 2)) / 4)
                + 0.75 * Math.exp(-(a + 1) * (a + 1) / 49 - (b + 1) / 10)
                + 0.5 * Math.exp(-((a - 7) * (a - 7) + (b - 3) * (b - 3)) / 4)
                - 0.2 * Math.exp(-(a - 4) * (a - 4) - (b - 7) * (b - 7));
    }

    @Override
    public Dataset read(long seed) {
        var random = RandomStream.of(seed, STREAM, 0, 0);
        var x = new double[rows];
        var y = new double[rows];
        var f = new double[rows];
        for (int i = 0; i < rows; i++) {
            x[i] = random.nextDouble();
            y[i] = random.nextDouble();
            f[i] = at(x[i], y[i]) + noise * random.nextGaussian();
        }
        return Dataset.of(
                "franke",
                List.of(
                        new Column.Numeric("x", "", x),
                        new Column.Numeric("y", "", y),
                        new Column.Numeric("f", "", f)));
    }

    @Override
    public String target() {
        return "f";
    }

    @Override
    public double memory() {
        return 100.0 * rows;
    }
}
