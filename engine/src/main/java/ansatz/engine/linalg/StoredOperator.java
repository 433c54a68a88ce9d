package ansatz.engine.linalg;

import ansatz.engine.array.Array;
import ansatz.engine.kernel.Blas;

/// The operator of a stored matrix.
record StoredOperator(Array matrix, Blas blas) implements LinearOperator {
    @Override
    public int rows() {
        return matrix.shape().extent(0);
    }

    @Override
    public int columns() {
        return matrix.shape().extent(1);
    }

    @Override
    public void apply(double[] x, double[] y) {
        product(false, x, columns(), y, rows());
    }

    @Override
    public void applyTransposed(double[] y, double[] x) {
        product(true, y, rows(), x, columns());
    }

    private void product(boolean transposed, double[] in, int inLength, double[] out, int outLength) {
        Matrices.length(in, inLength, "the argument of a linear operator");
        Matrices.length(out, outLength, "the result of a linear operator");
        blas.gemv(transposed, rows(), columns(), 1, matrix.values(), 0, Math.max(1, columns()), in, 0, 0, out, 0);
    }
}
