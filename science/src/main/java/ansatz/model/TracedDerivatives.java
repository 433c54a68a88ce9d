package ansatz.model;

import ansatz.engine.execute.DerivativeMatrix;
import ansatz.engine.linalg.Gram;
import ansatz.engine.parallel.Team;
import java.util.Arrays;
import java.util.List;

/// The log-derivatives of a traced wave function: the derivative matrices of its outputs, log |psi| and, of a
/// complex
/// one, arg psi.
public final class TracedDerivatives implements LogDerivatives {
    private final List<DerivativeMatrix> outputs;
    private double[] rows = {};

    /// @param outputs the matrix of log |psi| and, of a complex psi, that of arg psi
    public TracedDerivatives(List<DerivativeMatrix> outputs) {
        this.outputs = List.copyOf(outputs);
    }

    /// These derivatives, at other parameters and configurations.
    ///
    /// @param input the name of the configurations in the program
    /// @param configurations one after the other
    public TracedDerivatives at(double[] theta, String input, double[] configurations, int count) {
        for (var matrix : outputs) {
            matrix.evaluate(
                    matrix.arguments().theta(theta).input(input, configurations).samples(count));
        }
        return this;
    }

    @Override
    public int samples() {
        return outputs.getFirst().rows();
    }

    @Override
    public int outputs() {
        return outputs.size();
    }

    @Override
    public int parameters() {
        return outputs.getFirst().columns();
    }

    @Override
    public void write(double[] out, int offset, int stride, Team team) {
        for (int a = 0; a < outputs.size(); a++) {
            outputs.get(a).writeTransposed(out, offset + a * samples(), stride);
        }
    }

    @Override
    public void gram(double[] out, Team team) {
        if (outputs.size() == 1) {
            outputs.getFirst().gram(out);
            return;
        }
        // products of different outputs have no common factors
        int n = rows();
        if (rows.length != parameters() * n) {
            rows = new double[Math.multiplyExact(parameters(), n)];
        }
        write(rows, 0, n, team);
        Gram.ofColumns(team, parameters(), n, 1, rows, 0, n, 0, out, 0, n);
    }

    @Override
    public void times(double[] v, double[] out, Team team) {
        for (int a = 0; a < outputs.size(); a++) {
            var part = new double[samples()];
            outputs.get(a).apply(v, part);
            System.arraycopy(part, 0, out, a * samples(), samples());
        }
    }

    @Override
    public void transposeTimes(double[] x, double[] out, Team team) {
        outputs.getFirst().applyTransposed(x, out);
        if (outputs.size() == 2) {
            var imaginary = new double[parameters()];
            outputs.getLast().applyTransposed(Arrays.copyOfRange(x, samples(), rows()), imaginary);
            for (int k = 0; k < imaginary.length; k++) {
                out[k] += imaginary[k];
            }
        }
    }
}
