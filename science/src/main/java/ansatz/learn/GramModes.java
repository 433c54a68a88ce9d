package ansatz.learn;

import ansatz.engine.array.Array;
import ansatz.engine.array.Shape;
import ansatz.engine.kernel.Blas;
import ansatz.engine.linalg.SymmetricEigen;
import ansatz.engine.parallel.Team;
import org.jspecify.annotations.Nullable;

/// The singular values and right singular vectors of many rows by the eigenvalues of X^T X: at half the price of a
/// QR
/// factorisation or less, but with the square of the condition number as the factor of rounding. Who uses them
/// looks at
/// [#CONDITION] first.
///
/// @param s descending, p; the square root of a rounding error where they are small
/// @param directions one a row, p x p
record GramModes(double[] s, Array directions) {
    /// Singular values down to this share of the first keep 10 digits of 16 in X^T X.
    static final double CONDITION = 1e3;

    /// As many rows a feature make it worth while.
    private static final int TALL = 2;

    /// Null of so few rows that singular values of the rows are as cheap.
    static @Nullable GramModes of(Centred data) {
        int n = data.rows();
        int p = data.features();
        if (!tall(n, p)) {
            return null;
        }
        var gram = new double[p * p];
        Blas.best().syrk(true, p, n, 1, data.x().values(), 0, p, 0, gram, 0, p);
        try (Team alone = Team.of(1)) {
            return of(gram, p, alone);
        }
    }

    /// Whether the rows are so many that their scalar products are cheaper.
    static boolean tall(int rows, int features) {
        return rows >= TALL * features;
    }

    /// @param gram the lower triangle of X^T X, p x p
    static GramModes of(double[] gram, int p, Team team) {
        var eigen = SymmetricEigen.of(new Array(Shape.of(p, p), gram), team);
        double[] values = eigen.values();
        double[] vectors = eigen.vectors().values();
        var s = new double[p];
        var directions = new double[p * p];
        for (int k = 0; k < p; k++) {
            s[k] = Math.sqrt(Math.max(0, values[p - 1 - k]));
            System.arraycopy(vectors, (p - 1 - k) * p, directions, k * p, p);
        }
        return new GramModes(s, new Array(Shape.of(p, p), directions));
    }
}
