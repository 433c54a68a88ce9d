package ansatz.engine.linalg;

import ansatz.engine.array.Array;
import ansatz.engine.kernel.Blas;

/// A linear map from vectors of [#columns()] elements to vectors of [#rows()], known by what it does.
public interface LinearOperator {
    /// The number of elements of a result.
    int rows();

    /// The number of elements of an argument.
    int columns();

    /// y = A x.
    ///
    /// @param x `columns()` elements
    /// @param y `rows()` elements, overwritten; not x
    void apply(double[] x, double[] y);

    /// x = A^T y.
    ///
    /// @param y `rows()` elements
    /// @param x `columns()` elements, overwritten; not y
    void applyTransposed(double[] y, double[] x);

    /// The operator of a stored matrix.
    ///
    /// @throws IllegalArgumentException if the array is not a matrix
    static LinearOperator of(Array matrix) {
        Matrices.matrix(matrix, "a linear operator");
        return new StoredOperator(matrix, Blas.best());
    }
}
