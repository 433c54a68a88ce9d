package ansatz.engine.linalg;

import ansatz.engine.kernel.Lapack;
import ansatz.engine.parallel.Team;
import java.util.Arrays;

/// The symmetric eigenproblem on several threads: the tridiagonal matrix falls into parts where an element beside
/// its
/// diagonal is taken as a change of rank one; the parts are solved at once and joined two by two (J. Cuppen, Numer.
/// Math. 36, 177 (1981)). How it is divided hangs on the order alone, and so do the bits.
final class DivideAndConquer {
    /// Below this order there is nothing to share out.
    static final int LEAST = 128;

    private static final int PARTS = 4;

    /// Eigenvectors that one thread turns back at a time.
    private static final int STRIP = 100;

    /// Elements up to this size have squares and sums of squares that are numbers, as have their reciprocals.
    private static final double LARGE = 1e100;

    private final Lapack lapack;
    private final int n;
    private final double[] z;
    private final double[] values;
    private final Team team;

    private DivideAndConquer(Lapack lapack, int n, double[] values, Team team) {
        this.lapack = lapack;
        this.n = n;
        this.values = values;
        this.team = team;
        this.z = new double[n * n];
    }

    /// As [Lapack#syevd], whose results it gives to rounding.
    ///
    /// @return 0, or positive if an iteration did not converge
    static int syevd(Lapack lapack, int n, double[] a, double[] values, Team team) {
        if (n < LEAST) {
            return lapack.syevd(n, a, values);
        }
        double largest = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                largest = Math.max(largest, Math.abs(a[i * n + j]));
            }
        }
        return largest > LARGE || largest < 1 / LARGE
                ? lapack.syevd(n, a, values)
                : new DivideAndConquer(lapack, n, values, team).solve(a);
    }

    private int solve(double[] a) {
        var below = new double[n];
        var tau = new double[n];
        lapack.sytrd(n, a, values, below, tau);
        double scale = 0;
        for (int k = 0; k < n; k++) {
            scale = Math.max(scale, Math.max(Math.abs(values[k]), Math.abs(below[k])));
        }
        for (int k = 0; k < n; k++) {
            values[k] /= scale;
            below[k] /= scale;
        }
        int[] order = new int[n];
        int failed = tridiagonal(below, order);
        if (failed != 0) {
            return failed;
        }
        double[] unordered = values.clone();
        var vectors = new double[n * n];
        int strips = Math.ceilDiv(n, STRIP);
        team.run(strips, (_, strip) -> {
            int first = n * strip / strips;
            int last = n * (strip + 1) / strips;
            for (int k = first; k < last; k++) {
                System.arraycopy(z, (order[k] - 1) * n, vectors, k * n, n);
            }
            lapack.ormtr(n, last - first, a, tau, vectors, first * n);
        });
        for (int k = 0; k < n; k++) {
            values[k] = scale * unordered[order[k] - 1];
        }
        System.arraycopy(vectors, 0, a, 0, n * n);
        return 0;
    }

    /// Leaves eigenvalues and eigenvectors in the order of the parts.
    ///
    /// @param order receives their places in ascending order, from 1
    private int tridiagonal(double[] below, int[] order) {
        for (int part = 1; part < PARTS; part++) {
            int at = begin(part);
            double rho = Math.abs(below[at - 1]);
            values[at - 1] -= rho;
            values[at] -= rho;
        }
        double[] left = below.clone();
        var info = new int[PARTS];
        team.run(PARTS, (_, part) -> {
            int from = begin(part);
            int size = begin(part + 1) - from;
            info[part] = lapack.stedc(size, values, left, from, z, from * n + from, n);
            for (int k = 0; k < size; k++) {
                order[from + k] = k + 1;
            }
        });
        int failed = Arrays.stream(info).max().orElse(0);
        for (int width = 1; width < PARTS && failed == 0; width *= 2) {
            failed = join(width, below, order);
        }
        return failed;
    }

    /// Joins each two neighbours of so many parts.
    private int join(int width, double[] below, int[] order) {
        int pairs = PARTS / (2 * width);
        var info = new int[pairs];
        team.run(pairs, (_, pair) -> {
            int from = begin(2 * pair * width);
            int cut = begin((2 * pair + 1) * width);
            int to = begin((2 * pair + 2) * width);
            int[] places = Arrays.copyOfRange(order, from, to);
            info[pair] =
                    lapack.laed1(to - from, cut - from, below[cut - 1], values, from, z, from * n + from, n, places);
            System.arraycopy(places, 0, order, from, to - from);
        });
        return Arrays.stream(info).max().orElse(0);
    }

    private int begin(int part) {
        return n * part / PARTS;
    }
}
