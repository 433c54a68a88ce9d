package ansatz.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/// Kernels that go over from plain Java to the Vector API while they are in use.
class SwitchTest {
    /// More calls than make a kernel worth compiling.
    private static final int CALLS = 100;

    @Test
    void aKernelThatIsCalledOftenIsExchangedOnceItIsFastAndOneThatMayNotBeUsedNever() throws InterruptedException {
        assumeThat(VectorModule.present()).isTrue();
        Switch forbidden = Switch.of(1, kernel -> 0)[0];
        Switch fast = Switch.of(1, kernel -> 1_000_000)[0];
        Switch seldom = Switch.of(1, kernel -> 1_000_000)[0];
        seldom.vector();
        for (int i = 0; i < CALLS; i++) {
            forbidden.vector();
            fast.vector();
        }
        // requests are answered in their order
        while (!fast.vector()) {
            Thread.sleep(1);
        }
        assertThat(forbidden.vector()).isFalse();
        assertThat(seldom.vector()).isFalse();
    }

    @Test
    void resultsDoNotChangeWhenAKernelIsExchanged() throws InterruptedException {
        assumeThat(VectorModule.present()).isTrue();
        int n = 77;
        double[] x = new Random(1).doubles(n, -3, 3).toArray();
        double[] first = new double[n];
        double[] now = new double[n];
        SwitchingFunctions functions = new SwitchingFunctions();
        functions.tanh(x, 0, first, 0, n);
        // until after the exchange, with as many calls again
        for (int after = 0; after < CALLS; ) {
            functions.tanh(x, 0, now, 0, n);
            assertThat(now).isEqualTo(first);
            if (functions.exchanged(SwitchingFunctions.TANH)) {
                after++;
            } else {
                Thread.sleep(1);
            }
        }
    }

    @Test
    void kernelsUsedByTheProcessGiveTheBitsOfPlainJavaBeforeAndAfter() {
        Kernels best = Kernels.best();
        Kernels scalar = Kernels.scalar();
        double[] a = new Random(2).doubles(256, -1, 1).toArray();
        double[] found = new double[256];
        double[] expected = new double[256];
        for (int i = 0; i < CALLS; i++) {
            best.arithmetic().multiplyAdd(a, 0, a, 0, found, 0, 256);
            scalar.arithmetic().multiplyAdd(a, 0, a, 0, expected, 0, 256);
            best.functions().exp(a, 0, found, 0, 128);
            scalar.functions().exp(a, 0, expected, 0, 128);
            assertThat(found).isEqualTo(expected);
            assertThat(best.reductions().sum(found, 0, 256))
                    .isEqualTo(scalar.reductions().sum(expected, 0, 256));
        }
    }
}
