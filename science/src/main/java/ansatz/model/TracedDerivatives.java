package ansatz.model;

import ansatz.engine.execute.DerivativeMatrix;
import ansatz.engine.parallel.Team;
import ansatz.lattice.Spins;

/// The log-derivatives of a traced wave function: the derivative matrix of its program.
final class TracedDerivatives implements LogDerivatives {
    private final DerivativeMatrix matrix;

    TracedDerivatives(DerivativeMatrix matrix) {
        this.matrix = matrix;
    }

    /// These derivatives, at other parameters and configurations.
    TracedDerivatives at(double[] theta, Spins s) {
        matrix.evaluate(matrix.arguments()
                .theta(theta)
                .input(TracedWaveFunction.SPINS, TracedWaveFunction.configurations(s))
                .samples(s.count()));
        return this;
    }

    @Override
    public int samples() {
        return matrix.rows();
    }

    @Override
    public int parameters() {
        return matrix.columns();
    }

    @Override
    public void write(double[] out, int stride, Team team) {
        matrix.writeTransposed(out, stride);
    }

    @Override
    public void gram(double[] out, Team team) {
        matrix.gram(out);
    }

    @Override
    public void times(double[] v, double[] out, Team team) {
        matrix.apply(v, out);
    }

    @Override
    public void transposeTimes(double[] x, double[] out, Team team) {
        matrix.applyTransposed(x, out);
    }
}
