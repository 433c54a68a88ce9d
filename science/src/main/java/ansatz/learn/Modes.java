package ansatz.learn;

import ansatz.engine.array.Array;
import ansatz.engine.array.Shape;
import ansatz.engine.linalg.Qr;
import ansatz.engine.linalg.Svd;
import java.util.Arrays;

/// The centred features by their singular vectors, X = U diag(s) V^T, and what of y lies along each: all that a
/// linear
/// model with a quadratic penalty needs, at every strength.
///
/// @param directions the right singular vectors, rank x p
/// @param s singular values, descending, rank
/// @param c u_k . y, rank
/// @param rest |y|^2 - |c|^2, the square of what no coefficient explains
/// @param condition s_1 / s_rank; infinite without full rank
record Modes(Centred data, Array directions, double[] s, double[] c, double rest, double condition) {
    /// Singular values below this share of the largest count as zero.
    private static final double CUTOFF = 1e-12;

    static Modes of(Array x, double[] y) {
        var data = Centred.of(x, y);
        return data.rows() > data.features() ? tall(data) : wide(data);
    }

    /// From the triangle of (X, y): it holds all scalar products of the columns, and Q is not needed.
    private static Modes tall(Centred data) {
        int n = data.rows();
        int p = data.features();
        var joined = new double[n * (p + 1)];
        for (int i = 0; i < n; i++) {
            System.arraycopy(data.x().values(), i * p, joined, i * (p + 1), p);
            joined[i * (p + 1) + p] = data.y()[i];
        }
        double[] r = Qr.triangle(new Array(Shape.of(n, p + 1), joined)).values();
        var square = new double[p * p];
        var top = new double[p];
        for (int i = 0; i < p; i++) {
            System.arraycopy(r, i * (p + 1), square, i * p, p);
            top[i] = r[i * (p + 1) + p];
        }
        double last = r[p * (p + 1) + p];
        return of(data, Svd.of(new Array(Shape.of(p, p), square)), top, last * last);
    }

    private static Modes wide(Centred data) {
        return of(data, Svd.of(data.x()), data.y(), 0);
    }

    /// @param y in the coordinates of the rows of U
    /// @param rest the square of what lies outside these coordinates
    private static Modes of(Centred data, Svd svd, double[] y, double rest) {
        int p = data.features();
        double[] all = svd.singularValues();
        int rank = svd.rank(CUTOFF);
        double condition =
                rank < Math.min(data.rows() - 1, p) || rank == 0 ? Double.POSITIVE_INFINITY : all[0] / all[rank - 1];
        double[] u = svd.u().values();
        var c = new double[rank];
        for (int i = 0; i < y.length; i++) {
            for (int k = 0; k < rank; k++) {
                c[k] += u[i * all.length + k] * y[i];
            }
        }
        double left = rest;
        for (int i = 0; i < y.length; i++) {
            double inside = 0;
            for (int k = 0; k < rank; k++) {
                inside += c[k] * u[i * all.length + k];
            }
            left += (y[i] - inside) * (y[i] - inside);
        }
        var directions = new Array(Shape.of(rank, p), Arrays.copyOf(svd.vt().values(), rank * p));
        return new Modes(data, directions, Arrays.copyOf(all, rank), c, left, condition);
    }

    int rank() {
        return s.length;
    }

    /// sum_k v_k f_k, the coefficients from their parts along the directions.
    double[] along(double[] f) {
        int p = data.features();
        var b = new double[p];
        double[] v = directions.values();
        for (int k = 0; k < f.length; k++) {
            for (int j = 0; j < p; j++) {
                b[j] += v[k * p + j] * f[k];
            }
        }
        return b;
    }

    /// sum_k v_kj^2 f_k, the variances of the coefficients from those along the directions.
    double[] squaresAlong(double[] f) {
        int p = data.features();
        var sum = new double[p];
        double[] v = directions.values();
        for (int k = 0; k < f.length; k++) {
            for (int j = 0; j < p; j++) {
                sum[j] += v[k * p + j] * v[k * p + j] * f[k];
            }
        }
        return sum;
    }
}
