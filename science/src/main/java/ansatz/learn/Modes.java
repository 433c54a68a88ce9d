package ansatz.learn;

import ansatz.engine.array.Array;
import ansatz.engine.array.Shape;
import ansatz.engine.kernel.Blas;
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

    static Modes of(Centred data) {
        if (data.rows() <= data.features()) {
            return wide(data);
        }
        GramModes gram = GramModes.of(data);
        int p = data.features();
        return gram != null && gram.s()[p - 1] * GramModes.CONDITION > gram.s()[0] ? quick(data, gram) : tall(data);
    }

    /// From the scalar products of the columns.
    private static Modes quick(Centred data, GramModes gram) {
        int n = data.rows();
        int p = data.features();
        double[] s = gram.s();
        Blas blas = Blas.best();
        var products = new double[p]; // X^T y
        blas.gemv(true, n, p, 1, data.x().values(), 0, p, data.y(), 0, 0, products, 0);
        var c = new double[p];
        blas.gemv(false, p, p, 1, gram.directions().values(), 0, p, products, 0, 0, c, 0);
        var parts = new double[p];
        for (int k = 0; k < p; k++) {
            c[k] /= s[k];
            parts[k] = c[k] / s[k];
        }
        var b = new double[p];
        blas.gemv(true, p, p, 1, gram.directions().values(), 0, p, parts, 0, 0, b, 0);
        double rest = 0;
        for (double r : data.residual(b)) {
            rest += r * r;
        }
        return new Modes(data, gram.directions(), s, c, rest, s[0] / s[p - 1]);
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
        Blas.best().gemv(true, f.length, p, 1, directions.values(), 0, p, f, 0, 0, b, 0);
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
