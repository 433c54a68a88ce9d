package ansatz.model;

import ansatz.engine.parallel.Team;
import ansatz.lattice.Spins;
import java.util.Arrays;

/// A wave function without parameters, given by its values: configuration n has spin i down where bit i is set.
public record TableAmplitude(int sites, boolean complex, double[] log, double[] phase) implements WaveFunction {
    /// A real one, by its values.
    public static TableAmplitude of(int sites, double[] values) {
        var log = Arrays.stream(values).map(Math::abs).map(Math::log).toArray();
        var phase = Arrays.stream(values).map(v -> v < 0 ? Math.PI : 0).toArray();
        return new TableAmplitude(sites, false, log, phase);
    }

    @Override
    public int parameterCount() {
        return 0;
    }

    @Override
    public double[] initialParameters(long seed) {
        return new double[0];
    }

    @Override
    public void logAmplitudes(double[] theta, Spins s, double[] logs, double[] phases) {
        for (int n = 0; n < s.count(); n++) {
            int index = 0;
            for (int i = 0; i < sites; i++) {
                index |= s.get(i, n) < 0 ? 1 << i : 0;
            }
            logs[n] = log[index];
            phases[n] = phase[index];
        }
    }

    @Override
    public LogDerivatives logDerivatives(double[] theta, Spins s) {
        return new LogDerivatives() {
            @Override
            public int samples() {
                return s.count();
            }

            @Override
            public int parameters() {
                return 0;
            }

            @Override
            public void write(double[] out, int offset, int stride, Team team) {
                // no column
            }

            @Override
            public void gram(double[] out, Team team) {
                Arrays.fill(out, 0);
            }

            @Override
            public void transposeTimes(double[] x, double[] out, Team team) {
                // no column
            }
        };
    }
}
