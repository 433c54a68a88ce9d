package ansatz.optimizer;

import ansatz.engine.parallel.Team;
import ansatz.model.LogDerivatives;

/// Rows written out, for tests.
///
/// @param matrix [row][parameter]
/// @param outputs rows of each sample
record StoredRows(double[][] matrix, int outputs) implements LogDerivatives {
    StoredRows(double[][] matrix) {
        this(matrix, 1);
    }

    @Override
    public int samples() {
        return matrix.length / outputs;
    }

    @Override
    public int parameters() {
        return matrix[0].length;
    }

    @Override
    public void write(double[] out, int offset, int stride, Team team) {
        for (int n = 0; n < matrix.length; n++) {
            for (int k = 0; k < matrix[n].length; k++) {
                out[offset + k * stride + n] = matrix[n][k];
            }
        }
    }

    @Override
    public void gram(double[] out, Team team) {
        for (int a = 0; a < matrix.length; a++) {
            for (int b = 0; b < matrix.length; b++) {
                double sum = 0;
                for (int k = 0; k < matrix[a].length; k++) {
                    sum += matrix[a][k] * matrix[b][k];
                }
                out[a * matrix.length + b] = sum;
            }
        }
    }

    @Override
    public void transposeTimes(double[] x, double[] out, Team team) {
        for (int k = 0; k < out.length; k++) {
            out[k] = 0;
            for (int n = 0; n < matrix.length; n++) {
                out[k] += x[n] * matrix[n][k];
            }
        }
    }
}
