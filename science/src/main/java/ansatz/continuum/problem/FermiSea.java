package ansatz.continuum.problem;

import ansatz.schema.Problems;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/// Plane waves exp(i k.x), k = 2 pi n/L, of the lowest shells on a cubic torus.
///
/// @param waves the integer vectors n
record FermiSea(List<int[]> waves) {
    /// The lowest `count` waves.
    static FermiSea of(int count) {
        int side = 1;
        while (Math.pow(2 * side + 1, 3) < 4.0 * count + 27) {
            side++;
        }
        var all = new ArrayList<int[]>();
        for (int i = -side; i <= side; i++) {
            for (int j = -side; j <= side; j++) {
                for (int k = -side; k <= side; k++) {
                    all.add(new int[] {i, j, k});
                }
            }
        }
        all.sort(Comparator.comparingInt(FermiSea::square));
        return new FermiSea(List.copyOf(all.subList(0, count)));
    }

    /// Whether so many waves close a shell of one |n|.
    static boolean closes(int count) {
        var sea = of(count + 1).waves;
        return square(sea.get(count)) > square(sea.get(count - 1));
    }

    /// Reports a number of particles, half of them up, that closes no shell.
    static void check(int particles, Problems problems) {
        if (particles % 2 != 0) {
            problems.add(
                    "particles", "is " + particles + ", which no equal numbers of both spins make; it must be even");
        } else if (!closes(particles / 2)) {
            problems.add(
                    "particles",
                    "is " + particles + ", which closes no shell of plane waves; it must be such as "
                            + near(particles / 2, 2));
        }
    }

    /// Numbers of waves that close a shell, the two about `count` and the next ones.
    static String near(int count, int perWave) {
        var closed = new ArrayList<String>();
        for (int n = 1; closed.size() < 6 && n < 1000; n++) {
            if (closes(n) && n * 4 >= count) {
                closed.add(String.valueOf(n * perWave));
            }
        }
        return String.join(", ", closed);
    }

    /// sum k^2.
    double squares(double length) {
        double unit = 2 * Math.PI / length;
        return unit * unit * waves.stream().mapToDouble(FermiSea::square).sum();
    }

    /// The sum of f(|k - k'|) over all ordered pairs, each wave with itself among them.
    double pairs(double length, DoubleUnaryOperator f) {
        double sum = 0;
        for (int[] a : waves) {
            for (int[] b : waves) {
                double square = square(new int[] {a[0] - b[0], a[1] - b[1], a[2] - b[2]});
                sum += f.applyAsDouble(2 * Math.PI / length * Math.sqrt(square));
            }
        }
        return sum;
    }

    private static int square(int[] n) {
        return n[0] * n[0] + n[1] * n[1] + n[2] * n[2];
    }
}
