package ansatz.engine.execute;

import ansatz.engine.kernel.Blas;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Matrix products by the native library, in the place of plain Java, until the versions by the Vector API are
/// compiled: the library is fast from its first call on. It is loaded beside the planning of a program, and serves
/// only
/// shapes for which it was seen to give the bits of [Products], that is, to take each sum in the order of the inner
/// index. It does so for most shapes, though not where it cuts a long sum into pieces or treats an edge apart.
final class NativeProducts {
    /// Multiplications of one product below which a call costs more than plain Java.
    private static final int SMALL = 4096;

    private static final AtomicBoolean ASKED = new AtomicBoolean();
    private static final AtomicReference<@Nullable Blas> LIBRARY = new AtomicReference<>();

    private NativeProducts() {}

    /// Says that products of so many multiplications will be asked for. Returns at once.
    static void prepare(double multiplications) { // double in both precisions
        if (multiplications >= SMALL && !ASKED.getAndSet(true)) {
            Thread.ofPlatform()
                    .name("ansatz-native")
                    .daemon(true)
                    .start(() -> Blas.library().ifPresent(LIBRARY::set));
        }
    }

    /// The library, or null as long as it is not there.
    static @Nullable Blas library() {
        return LIBRARY.get();
    }

    /// Whether the library gives the bits of plain Java for a shape: tried on numbers that fill their digits, so
    /// that
    /// another order of additions shows.
    static boolean alike(Blas library, boolean transposed, int rows, int inner, int columns) {
        if ((double) rows * inner * columns < SMALL) { // double in both precisions
            return false;
        }
        SplittableRandom random = new SplittableRandom(1);
        double[] a = numbers(random, rows * inner);
        double[] x = numbers(random, inner * columns);
        double[] expected = new double[rows * columns];
        double[] found = new double[rows * columns];
        int am = transposed ? 1 : inner;
        int ak = transposed ? rows : 1;
        ScalarProducts.multiply(a, 0, am, ak, x, 0, columns, expected, 0, columns, rows, inner, columns, false);
        library.gemm(
                transposed,
                false,
                rows,
                columns,
                inner,
                1,
                a,
                0,
                transposed ? rows : inner,
                x,
                0,
                columns,
                0,
                found,
                0,
                columns);
        return Arrays.equals(expected, found);
    }

    private static double[] numbers(SplittableRandom random, int count) {
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (1.0 - 2.0 * (i & 1)) / (1 + random.nextInt(1 << 20));
        }
        return numbers;
    }
}
