package ansatz.optimizer;

import ansatz.engine.parallel.Team;
import ansatz.model.LogDerivatives;

/// Rows written out, for tests.
///
/// @param rows [sample][parameter]
record StoredRows(double[][] rows) implements LogDerivatives {
    @Override
    public int samples() {
        return rows.length;
    }

    @Override
    public int parameters() {
        return rows[0].length;
    }

    @Override
    public void write(double[] out, int stride, Team team) {
        for (int n = 0; n < rows.length; n++) {
            for (int k = 0; k < rows[n].length; k++) {
                out[k * stride + n] = rows[n][k];
            }
        }
    }

    @Override
    public void gram(double[] out, Team team) {
        for (int a = 0; a < rows.length; a++) {
            for (int b = 0; b < rows.length; b++) {
                double sum = 0;
                for (int k = 0; k < rows[a].length; k++) {
                    sum += rows[a][k] * rows[b][k];
                }
                out[a * rows.length + b] = sum;
            }
        }
    }

    @Override
    public void transposeTimes(double[] x, double[] out, Team team) {
        for (int k = 0; k < out.length; k++) {
            out[k] = 0;
            for (int n = 0; n < rows.length; n++) {
                out[k] += x[n] * rows[n][k];
            }
        }
    }
}
