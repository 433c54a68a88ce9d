package ansatz.learn;

import ansatz.engine.array.Array;
import ansatz.engine.array.Shape;
import ansatz.engine.kernel.Blas;
import ansatz.engine.linalg.Qr;
import ansatz.engine.linalg.Svd;
import ansatz.engine.parallel.Team;
import ansatz.engine.random.RandomStream;
import java.util.Arrays;

/// The orthogonal directions along which rows vary most (K. Pearson, Phil. Mag. 2, 559 (1901)).
///
/// @param means of the features, p
/// @param directions one a row, k x p, orthonormal; the element of largest modulus of each is positive
/// @param variances of the rows along each direction, over n, descending
/// @param total the sum of the variances of all features
public record PrincipalComponents(double[] means, Array directions, double[] variances, double total) {
    private static final int STREAM = 14;

    /// More directions than are asked for make the last of these good.
    private static final int SPARE = 10;

    private static final int POWERS = 6;

    /// By the singular values of the centred rows.
    ///
    /// @param x n x p
    /// @param count how many directions, from 1 to min(n, p)
    /// @throws IllegalArgumentException if there are not so many
    public static PrincipalComponents exact(Array x, int count) {
        try (Team alone = Team.of(1)) {
            return exact(x, count, alone);
        }
    }

    /// The same, to the bit, on several threads.
    ///
    /// @throws IllegalArgumentException if there are not so many directions
    public static PrincipalComponents exact(Array x, int count, Team team) {
        int n = x.shape().extent(0);
        int p = x.shape().extent(1);
        check(n, p, count);
        if (GramModes.tall(n, p)) {
            Scatter scatter = Scatter.of(x, team);
            double squares = scatter.trace();
            GramModes modes = GramModes.of(scatter.lower(), p, team);
            // a variance that is small beside the first drowns in the rounding of the products
            if (modes.s()[count - 1] * GramModes.CONDITION > modes.s()[0]) {
                return of(scatter.means(), n, modes.s(), modes.directions(), count, squares);
            }
        }
        var data = Centred.of(x, new double[n]);
        Svd svd = Svd.of(data.x());
        return of(data.xMeans(), n, svd.singularValues(), svd.vt(), count, squares(svd.singularValues()));
    }

    /// By the range that a few products with the centred rows find from random directions: the first directions of
    /// a
    /// large matrix at the price of a few products (N. Halko, P. Martinsson, J. Tropp, SIAM Review 53, 217 (2011),
    /// algorithms 4.4 and 5.1).
    public static PrincipalComponents randomised(Array x, int count, long seed) {
        int n = x.shape().extent(0);
        int p = x.shape().extent(1);
        check(n, p, count);
        var data = Centred.of(x, new double[n]);
        int width = Math.min(count + SPARE, Math.min(n, p));
        var omega = new double[p * width];
        RandomStream.of(seed, STREAM, 0, 0).gaussian(omega, 0, omega.length);
        double[] a = data.x().values();
        Blas blas = Blas.best();
        var y = new double[n * width];
        blas.gemm(false, false, n, width, p, 1, a, 0, p, omega, 0, width, 0, y, 0, width);
        double[] q = Qr.of(new Array(Shape.of(n, width), y)).q().values();
        for (int power = 0; power < POWERS; power++) {
            var z = new double[p * width];
            blas.gemm(true, false, p, width, n, 1, a, 0, p, q, 0, width, 0, z, 0, width);
            double[] w = Qr.of(new Array(Shape.of(p, width), z)).q().values();
            y = new double[n * width];
            blas.gemm(false, false, n, width, p, 1, a, 0, p, w, 0, width, 0, y, 0, width);
            q = Qr.of(new Array(Shape.of(n, width), y)).q().values();
        }
        var b = new double[width * p];
        blas.gemm(true, false, width, p, n, 1, q, 0, width, a, 0, p, 0, b, 0, p);
        Svd svd = Svd.of(new Array(Shape.of(width, p), b));
        return of(data.xMeans(), n, svd.singularValues(), svd.vt(), count, squares(a));
    }

    private static void check(int n, int p, int count) {
        if (count < 1 || count > Math.min(n, p)) {
            throw new IllegalArgumentException(count + " principal components of " + n + " rows of " + p
                    + " features; legal are 1 to " + Math.min(n, p));
        }
    }

    private static double squares(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return sum;
    }

    /// @param squares of all elements of the centred rows
    private static PrincipalComponents of(double[] means, int n, double[] s, Array vt, int count, double squares) {
        int p = means.length;
        double[] directions = Arrays.copyOf(vt.values(), count * p);
        var variances = new double[count];
        for (int k = 0; k < count; k++) {
            variances[k] = s[k] * s[k] / n;
            int largest = k * p;
            for (int j = k * p; j < (k + 1) * p; j++) {
                largest = Math.abs(directions[j]) > Math.abs(directions[largest]) ? j : largest;
            }
            if (directions[largest] < 0) {
                for (int j = k * p; j < (k + 1) * p; j++) {
                    directions[j] = -directions[j];
                }
            }
        }
        return new PrincipalComponents(means, new Array(Shape.of(count, p), directions), variances, squares / n);
    }

    /// The share of the total variance along each direction.
    public double[] shares() {
        return Arrays.stream(variances).map(variance -> variance / total).toArray();
    }

    /// Rows in the coordinates of the directions, n x k.
    public Array project(Array x) {
        int n = x.shape().extent(0);
        int p = means.length;
        int k = variances.length;
        var centred = new double[n * p];
        for (int i = 0; i < n * p; i++) {
            centred[i] = x.values()[i] - means[i % p];
        }
        var out = new double[n * k];
        Blas.best().gemm(false, true, n, k, p, 1, centred, 0, p, directions.values(), 0, p, 0, out, 0, k);
        return new Array(Shape.of(n, k), out);
    }
}
