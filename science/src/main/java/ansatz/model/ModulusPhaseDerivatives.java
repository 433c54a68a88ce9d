package ansatz.model;

import ansatz.engine.parallel.Team;
import java.util.Arrays;

/// The log-derivatives of psi_1 exp(i log |psi_2|): the parameters of psi_1 change real parts only, those of psi_2
/// imaginary parts only, so that the matrix has two blocks.
///
/// @param modulus the derivatives of log psi_1
/// @param phase the derivatives of log |psi_2|
record ModulusPhaseDerivatives(LogDerivatives modulus, LogDerivatives phase) implements LogDerivatives {
    @Override
    public int samples() {
        return modulus.samples();
    }

    @Override
    public int outputs() {
        return 2;
    }

    @Override
    public int parameters() {
        return modulus.parameters() + phase.parameters();
    }

    @Override
    public void write(double[] out, int offset, int stride, Team team) {
        int n = samples();
        int first = modulus.parameters();
        modulus.write(out, offset, stride, team);
        phase.write(out, offset + first * stride + n, stride, team);
        for (int k = 0; k < parameters(); k++) {
            int zero = offset + k * stride + (k < first ? n : 0);
            Arrays.fill(out, zero, zero + n, 0.0);
        }
    }

    @Override
    public void gram(double[] out, Team team) {
        int n = samples();
        modulus.gram(out, team);
        spread(out, n);
        var second = new double[n * n];
        phase.gram(second, team);
        for (int m = 0; m < n; m++) {
            int row = (n + m) * 2 * n;
            Arrays.fill(out, row, row + n, 0.0);
            System.arraycopy(second, m * n, out, row + n, m + 1);
        }
    }

    /// Moves the rows of an n x n matrix apart, to those of a 2n x 2n one.
    private static void spread(double[] out, int n) {
        for (int m = n - 1; m > 0; m--) {
            System.arraycopy(out, m * n, out, m * 2 * n, m + 1);
        }
    }

    @Override
    public void times(double[] v, double[] out, Team team) {
        var second = new double[samples()];
        modulus.times(Arrays.copyOf(v, modulus.parameters()), out, team);
        phase.times(Arrays.copyOfRange(v, modulus.parameters(), v.length), second, team);
        System.arraycopy(second, 0, out, samples(), samples());
    }

    @Override
    public void transposeTimes(double[] x, double[] out, Team team) {
        modulus.transposeTimes(x, out, team);
        var second = new double[phase.parameters()];
        phase.transposeTimes(Arrays.copyOfRange(x, samples(), rows()), second, team);
        System.arraycopy(second, 0, out, modulus.parameters(), second.length);
    }
}
