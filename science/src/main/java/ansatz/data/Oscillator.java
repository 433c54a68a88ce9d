package ansatz.data;

import ansatz.engine.random.RandomStream;
import ansatz.schema.Checked;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import java.util.ArrayList;
import java.util.List;

/// A damped oscillator, measured at equal intervals: x(t) = exp(-g t) cos(w' t), w'^2 = w^2 - g^2, with normal
/// noise
/// in each measurement. A row has the position and the positions measured before it, `x_1` the last one.
///
/// Without noise x_n = 2 exp(-g dt) cos(w' dt) x_(n-1) - exp(-2 g dt) x_(n-2) exactly.
@Name(
        value = "oscillator",
        summary = "Positions of a damped oscillator at equal intervals, each with the ones before it",
        cite = "L. Landau and E. Lifshitz, Mechanics, section 25",
        exact = "without noise the next position is a linear function of the last two")
public record Oscillator(
        @Key(value = "rows", min = 20, max = 1e7) int rows,

        @Key(value = "how many positions before each are given", min = 1, max = 1000)
        int lags,

        @Key(value = "angular frequency w without damping", unit = "1/time", above = 0, max = 1e6)
        double frequency,

        @Key(value = "damping g, below the frequency", unit = "1/time", min = 0, max = 1e6)
        double damping,

        @Key(value = "time between measurements", unit = "time", above = 0, max = 1e6)
        double interval,

        @Key(value = "standard deviation of the noise, in units of the first amplitude", min = 0, max = 1e3)
        double noise)
        implements Source, Checked {
    private static final int STREAM = 17;

    /// About ten measurements a period, over which the amplitude falls to a fifth.
    public static final Oscillator DEFAULTS = new Oscillator(500, 4, 1, 0.005, 0.6, 0.02);

    @Override
    public void check(Problems problems) {
        if (damping >= frequency) {
            problems.add("damping", "is " + damping + ", and frequency is " + frequency + "; it must be below that");
        }
    }

    /// The position at a time, without noise.
    public double at(double time) {
        double w = Math.sqrt(frequency * frequency - damping * damping);
        return StrictMath.exp(-damping * time) * StrictMath.cos(w * time);
    }

    @Override
    public Dataset read(long seed) {
        var random = RandomStream.of(seed, STREAM, 0, 0);
        var x = new double[Math.addExact(rows, lags)];
        for (int i = 0; i < x.length; i++) {
            x[i] = at(interval * i) + noise * random.nextGaussian();
        }
        var columns = new ArrayList<Column>();
        for (int lag = 0; lag <= lags; lag++) {
            var column = new double[rows];
            System.arraycopy(x, lags - lag, column, 0, rows);
            columns.add(new Column.Numeric(lag == 0 ? target() : target() + "_" + lag, "", column));
        }
        return Dataset.of("oscillator", List.copyOf(columns));
    }

    @Override
    public String target() {
        return "x";
    }

    @Override
    public double memory() {
        return 32.0 * rows * (lags + 1.0);
    }
}
