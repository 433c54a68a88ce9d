package ansatz.engine.linalg;

import ansatz.engine.array.Array;

/// What the factorisations share: checks of arguments, norms, transposes.
final class Matrices {
    private Matrices() {}

    /// The order of a square matrix.
    static int order(Array a, String what) {
        if (a.shape().rank() != 2 || a.shape().extent(0) != a.shape().extent(1)) {
            throw new IllegalArgumentException(what + " needs a square matrix, got shape " + a.shape());
        }
        return a.shape().extent(0);
    }

    /// A matrix of any shape.
    static void matrix(Array a, String what) {
        if (a.shape().rank() != 2) {
            throw new IllegalArgumentException(what + " needs a matrix, got shape " + a.shape());
        }
    }

    static void length(double[] b, int n, String what) {
        if (b.length != n) {
            throw new IllegalArgumentException(what + " has " + b.length + " elements, " + n + " are needed");
        }
    }

    /// The largest sum of moduli over a row of a row-major matrix.
    static double rowNorm(double[] a, int rows, int columns) {
        double norm = 0;
        for (int i = 0; i < rows; i++) {
            double sum = 0;
            for (int j = 0; j < columns; j++) {
                sum += Math.abs(a[i * columns + j]);
            }
            norm = Math.max(norm, sum);
        }
        return norm;
    }

    static double[] transpose(double[] a, int rows, int columns) {
        double[] t = new double[a.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                t[j * rows + i] = a[i * columns + j];
            }
        }
        return t;
    }

    /// The rows of a matrix, for Hipparchus.
    static double[][] rows(double[] a, int rows, int columns) {
        double[][] result = new double[rows][];
        for (int i = 0; i < rows; i++) {
            result[i] = java.util.Arrays.copyOfRange(a, i * columns, (i + 1) * columns);
        }
        return result;
    }
}
