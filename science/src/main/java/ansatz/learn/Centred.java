package ansatz.learn;

import ansatz.engine.array.Array;
import ansatz.engine.array.Shape;
import ansatz.engine.kernel.Blas;

/// Features and a number with their means taken off, so that the intercept drops out of the cost: it is never
/// penalised. Rows that count w have their means by these weights, and are multiplied by sqrt(w) then: the sum of
/// their squares is that of w r^2.
///
/// @param x n x p
/// @param y n
/// @param xMeans what was taken off x
/// @param yMean what was taken off y
record Centred(Array x, double[] y, double[] xMeans, double yMean) {
    static Centred of(Array x, Target y) {
        return of(x, y.values(), y.weights());
    }

    /// Rows that count alike.
    static Centred of(Array x, double[] y) {
        return of(x, y, new double[0]);
    }

    private static Centred of(Array x, double[] y, double[] weights) {
        boolean alike = weights.length == 0;
        int n = x.shape().extent(0);
        int p = x.shape().extent(1);
        var means = new double[p];
        for (int i = 0; i < n; i++) {
            double w = alike ? 1 : weights[i];
            for (int j = 0; j < p; j++) {
                means[j] += w * x.values()[i * p + j];
            }
        }
        for (int j = 0; j < p; j++) {
            means[j] /= n;
        }
        double yMean = 0;
        for (int i = 0; i < n; i++) {
            yMean += (alike ? 1 : weights[i]) * y[i] / n;
        }
        var xc = new double[n * p];
        var yc = new double[n];
        for (int i = 0; i < n; i++) {
            double root = alike ? 1 : Math.sqrt(weights[i]);
            for (int j = 0; j < p; j++) {
                xc[i * p + j] = root * (x.values()[i * p + j] - means[j]);
            }
            yc[i] = root * (y[i] - yMean);
        }
        return new Centred(new Array(Shape.of(n, p), xc), yc, means, yMean);
    }

    int rows() {
        return x.shape().extent(0);
    }

    int features() {
        return x.shape().extent(1);
    }

    /// y - X b.
    double[] residual(double[] b) {
        int p = features();
        double[] r = y.clone();
        Blas.best().gemv(false, r.length, p, -1, x.values(), 0, p, b, 0, 1, r, 0);
        return r;
    }

    /// The fit with the intercept that belongs to the coefficients.
    LinearFit fit(double[] b, double[] errors, int rank, double condition, double gap) {
        double intercept = yMean;
        for (int j = 0; j < b.length; j++) {
            intercept -= b[j] * xMeans[j];
        }
        Shape shape = Shape.of(1, b.length);
        return new LinearFit(
                new double[] {intercept}, new Array(shape, b), new Array(shape, errors), false, rank, condition, gap);
    }
}
