package ansatz.learn;

import ansatz.engine.array.Array;
import ansatz.engine.array.Shape;
import ansatz.engine.random.RandomStream;
import java.util.Arrays;

/// Rows in k clusters, each row in that of the nearest centre: a local minimum of the inertia, sum_i |x_i -
/// c(x_i)|^2
/// (S. Lloyd, IEEE Trans. Inf. Theory 28, 129 (1982)).
///
/// Features count by their variance, so that features of different units are to be standardised first.
///
/// @param centres k x p
/// @param labels the cluster of each row, from 0
/// @param inertia the sum of the squared distances
/// @param converged whether the labels came to rest
public record KMeans(Array centres, int[] labels, double inertia, boolean converged) {
    private static final int STREAM = 15;

    private static final int MOST_SWEEPS = 1000;

    /// The best of several starts, each with centres drawn one after the other by the square of the distance to
    /// those
    /// there are (k-means++; D. Arthur and S. Vassilvitskii, SODA 2007, p. 1027).
    ///
    /// @param x n x p
    /// @param count k, from 1 to the number of different rows
    /// @param starts at least 1
    /// @throws IllegalArgumentException if there are not so many different rows, or no start
    public static KMeans fit(Array x, int count, int starts, long seed) {
        int n = x.shape().extent(0);
        if (count < 1 || count > n) {
            throw new IllegalArgumentException(count + " clusters of " + n + " rows; legal are 1 to " + n);
        }
        if (starts < 1) {
            throw new IllegalArgumentException(starts + " starts of k-means; legal are 1 and more");
        }
        KMeans best = start(x, count, seed, 0);
        for (int s = 1; s < starts; s++) {
            KMeans other = start(x, count, seed, s);
            best = other.inertia < best.inertia ? other : best;
        }
        return best;
    }

    private static KMeans start(Array x, int count, long seed, int number) {
        int n = x.shape().extent(0);
        int p = x.shape().extent(1);
        double[] centres = drawn(x, count, RandomStream.of(seed, STREAM, number, 0));
        var labels = new int[n];
        Arrays.fill(labels, -1);
        var squares = new double[n];
        boolean moved = true;
        for (int sweep = 0; sweep < MOST_SWEEPS && moved; sweep++) {
            moved = assign(x, centres, count, labels, squares);
            if (moved) {
                average(x, centres, count, labels, squares);
            }
        }
        return new KMeans(
                new Array(Shape.of(count, p), centres),
                labels,
                Arrays.stream(squares).sum(),
                !moved);
    }

    private static double[] drawn(Array x, int count, RandomStream random) {
        int n = x.shape().extent(0);
        int p = x.shape().extent(1);
        var centres = new double[count * p];
        var squares = new double[n];
        Arrays.fill(squares, Double.POSITIVE_INFINITY);
        int chosen = random.nextInt(n);
        for (int c = 0; ; c++) {
            System.arraycopy(x.values(), chosen * p, centres, c * p, p);
            if (c == count - 1) {
                return centres;
            }
            double total = 0;
            for (int i = 0; i < n; i++) {
                squares[i] = Math.min(squares[i], square(x.values(), i * p, centres, c * p, p));
                total += squares[i];
            }
            if (total == 0) {
                throw new IllegalArgumentException(
                        count + " clusters of rows of which " + (c + 1) + " differ; legal are 1 to " + (c + 1));
            }
            double left = random.nextDouble() * total;
            chosen = -1;
            for (int i = 0; i < n && left >= 0; i++) {
                if (squares[i] > 0) { // a row that is a centre is not drawn again, not even by rounding
                    chosen = i;
                    left -= squares[i];
                }
            }
        }
    }

    /// Gives each row the nearest centre, the first of equal ones.
    ///
    /// @param squares of the distances, overwritten
    /// @return whether a label has changed
    private static boolean assign(Array x, double[] centres, int count, int[] labels, double[] squares) {
        int p = x.shape().extent(1);
        boolean changed = false;
        for (int i = 0; i < labels.length; i++) {
            int nearest = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int c = 0; c < count; c++) {
                double square = square(x.values(), i * p, centres, c * p, p);
                if (square < least) {
                    least = square;
                    nearest = c;
                }
            }
            changed |= labels[i] != nearest;
            labels[i] = nearest;
            squares[i] = least;
        }
        return changed;
    }

    /// Moves each centre to the mean of its rows; one without rows goes to the row that is farthest from its own.
    private static void average(Array x, double[] centres, int count, int[] labels, double[] squares) {
        int p = x.shape().extent(1);
        var sizes = new int[count];
        for (int label : labels) {
            sizes[label]++;
        }
        for (int c = 0; c < count; c++) {
            if (sizes[c] == 0) {
                int farthest = 0;
                for (int i = 1; i < labels.length; i++) {
                    farthest = squares[i] > squares[farthest] ? i : farthest;
                }
                sizes[labels[farthest]]--;
                labels[farthest] = c;
                squares[farthest] = 0;
                sizes[c] = 1;
            }
        }
        Arrays.fill(centres, 0);
        for (int i = 0; i < labels.length; i++) {
            for (int j = 0; j < p; j++) {
                centres[labels[i] * p + j] += x.values()[i * p + j];
            }
        }
        for (int c = 0; c < count; c++) {
            for (int j = 0; j < p; j++) {
                centres[c * p + j] /= sizes[c];
            }
        }
    }

    private static double square(double[] a, int aOff, double[] b, int bOff, int p) {
        double sum = 0;
        for (int j = 0; j < p; j++) {
            double d = a[aOff + j] - b[bOff + j];
            sum += d * d;
        }
        return sum;
    }

    /// The number of clusters.
    public int count() {
        return centres.shape().extent(0);
    }

    /// The clusters of other rows.
    ///
    /// @param x rows x p
    public int[] assign(Array x) {
        int rows = x.shape().extent(0);
        var found = new int[rows];
        assign(x, centres.values(), count(), found, new double[rows]);
        return found;
    }
}
