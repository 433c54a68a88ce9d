package ansatz.model;

import ansatz.engine.parallel.Team;
import ansatz.lattice.Spins;

/// A wave function without parameters, given by its values: configuration n has spin i down where bit i is set.
public record TableAmplitude(int sites, double[] values) implements WaveFunction {
    @Override
    public int parameterCount() {
        return 0;
    }

    @Override
    public double[] initialParameters(long seed) {
        return new double[0];
    }

    @Override
    public void logAmplitudes(double[] theta, Spins s, double[] log, double[] phase) {
        for (int n = 0; n < s.count(); n++) {
            int index = 0;
            for (int i = 0; i < sites; i++) {
                index |= s.get(i, n) < 0 ? 1 << i : 0;
            }
            log[n] = Math.log(Math.abs(values[index]));
            phase[n] = values[index] < 0 ? Math.PI : 0;
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
                java.util.Arrays.fill(out, 0);
            }

            @Override
            public void transposeTimes(double[] x, double[] out, Team team) {
                // no column
            }
        };
    }
}
