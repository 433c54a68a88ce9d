package ansatz.cli;

import ansatz.engine.kernel.Blas;
import ansatz.engine.kernel.Kernels;
import ansatz.schema.Schema;
import ansatz.study.Environment;
import ansatz.study.Outcome;
import ansatz.study.Result;
import ansatz.study.Runner;
import ansatz.study.Study;
import ansatz.study.StudyReader;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// Whether this machine computes right: the kernels against each other and against the JDK, and a small study whose
/// answer is known. Takes about five seconds.
final class SelfTest {
    private static final String STUDY = """
            title = "self-test"
            steps = 80
            [problem]
            type = "ising"
            lattice = { type = "chain", length = 10 }
            [model]
            type = "rbm"
            density = 2
            symmetry = "translation"
            [evaluation]
            error = 1e-3
            """;

    /// What one check found.
    ///
    /// @param good whether it passed
    /// @param text the figures
    record Check(boolean good, String text) {}

    private SelfTest() {}

    /// The exponentials of the kernels in use: the same bits as the plain Java ones, and near those of the JDK.
    static Check functions() {
        int n = 100_000;
        double[] x = new SplittableRandom(1).doubles(n, -700, 700).toArray();
        double[] y = new double[n];
        double[] plain = new double[n];
        Kernels.best().functions().exp(x, 0, y, 0, n);
        Kernels.scalar().functions().exp(x, 0, plain, 0, n);
        double worst = 0;
        for (int i = 0; i < n; i++) {
            worst = Math.max(worst, Math.abs(y[i] - StrictMath.exp(x[i])) / Math.ulp(y[i]));
        }
        boolean same = Arrays.equals(y, plain);
        // both stay within one unit in the last place of the true value
        return new Check(
                same && worst <= 2,
                String.format(
                        Locale.ROOT,
                        "%d exponentials, %.1f units in the last place from the JDK's, bits %s",
                        n,
                        worst,
                        same ? "as without vectors" : "DIFFERENT without vectors"));
    }

    /// Products of matrices: the library against plain Java, with its speed.
    static Check products() {
        int n = 256;
        SplittableRandom random = new SplittableRandom(2);
        double[] a = random.doubles((long) n * n, -1, 1).toArray();
        double[] b = random.doubles((long) n * n, -1, 1).toArray();
        double[] fast = new double[n * n];
        double[] plain = new double[n * n];
        Blas.java(Kernels.scalar()).gemm(false, false, n, n, n, 1, a, 0, n, b, 0, n, 0, plain, 0, n);
        Blas blas = Blas.best();
        long start = System.nanoTime();
        int rounds = 0;
        do {
            blas.gemm(false, false, n, n, n, 1, a, 0, n, b, 0, n, 0, fast, 0, n);
            rounds++;
        } while (System.nanoTime() - start < 1_000_000_000L);
        double speed = 2.0 * n * n * n * rounds / (System.nanoTime() - start);
        double worst = 0;
        for (int i = 0; i < fast.length; i++) {
            worst = Math.max(worst, Math.abs(fast[i] - plain[i]));
        }
        // n terms of size at most 1, each sum rounded: n^2 ulp(1) bounds the difference of two orders of addition
        return new Check(
                worst <= n * n * Math.ulp(1.0),
                String.format(
                        Locale.ROOT,
                        "%d x %d matrices, %.1f GF/s on one thread, at most %.0e from plain Java",
                        n,
                        n,
                        speed,
                        worst));
    }

    /// The ground state of a short chain, against its exact energy and with one thread against all.
    static Check study(Schema schema, int threads) {
        Study study = new StudyReader(schema).read("self-test", STUDY, List.of());
        Result alone = energy(Runner.compute(study, new Environment(1)));
        Result together = energy(Runner.compute(study, new Environment(threads)));
        boolean same = alone.mean() == together.mean();
        double exact =
                alone.reference() == null ? Double.NaN : alone.reference().value();
        double off = Math.abs(alone.mean() - exact) / Math.abs(exact);
        return new Check(
                same && off < 1e-3, // a wave function after 80 steps is near the ground state, not at it
                String.format(
                        Locale.ROOT,
                        "ground state of 10 spins off by %s, bits of 1 and %d threads %s",
                        ProgressLine.significant(off, 2),
                        threads,
                        same ? "the same" : "DIFFERENT"));
    }

    private static Result energy(Outcome outcome) {
        return outcome.results().getFirst();
    }
}
