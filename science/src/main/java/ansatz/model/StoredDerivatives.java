package ansatz.model;

import ansatz.engine.kernel.Kernels;
import ansatz.engine.linalg.Gram;
import ansatz.engine.parallel.Team;
import java.util.Arrays;

/// Log-derivatives whose rows are stored.
final class StoredDerivatives implements LogDerivatives {
    private final int parameters;
    private final int samples;
    private final int outputs;
    private final int rows;
    /// O^T in rows of [#rows()].
    final double[] values;

    StoredDerivatives(int parameters, int samples, int outputs) {
        this.parameters = parameters;
        this.samples = samples;
        this.outputs = outputs;
        this.rows = outputs * samples;
        this.values = new double[Math.multiplyExact(parameters, rows)];
    }

    void clear() {
        Arrays.fill(values, 0);
    }

    /// Adds to the derivative of the first output by a parameter.
    void add(int parameter, int sample, double derivative) {
        values[parameter * rows + sample] += derivative;
    }

    @Override
    public int samples() {
        return samples;
    }

    @Override
    public int outputs() {
        return outputs;
    }

    @Override
    public int parameters() {
        return parameters;
    }

    @Override
    public void write(double[] out, int offset, int stride, Team team) {
        team.run(parameters, (worker, k) -> System.arraycopy(values, k * rows, out, offset + k * stride, rows));
    }

    @Override
    public void gram(double[] out, Team team) {
        Gram.ofColumns(team, parameters, rows, 1, values, 0, rows, 0, out, 0, rows);
    }

    @Override
    public void times(double[] v, double[] out, Team team) {
        Arrays.fill(out, 0, rows, 0.0);
        for (int k = 0; k < parameters; k++) {
            Kernels.best().arithmetic().axpy(v[k], values, k * rows, out, 0, rows);
        }
    }

    @Override
    public void transposeTimes(double[] x, double[] out, Team team) {
        var reductions = Kernels.best().reductions();
        team.run(parameters, (worker, k) -> out[k] = reductions.dot(values, k * rows, x, 0, rows));
    }
}
