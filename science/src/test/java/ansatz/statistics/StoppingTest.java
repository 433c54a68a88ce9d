package ansatz.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Does ending a measurement when its error bar is small enough make the error bar too small? The rule is that of
/// the
/// evaluation of a ground state: not before 32 draws, then when the error meets its target, looked at again after a
/// tenth more.
class StoppingTest {
    private static final int FEWEST = 32;
    private static final int MOST = 600;

    /// @param spread of (mean - exact) / error
    /// @param share the mean of the error that is reported over the true one at that number of draws
    /// @param draws the mean number of draws
    private record Findings(double spread, double share, double draws) {}

    private static Findings measured(int chains, double phi, double target, int seeds) {
        var process = new Autoregressive(phi);
        double squares = 0;
        double share = 0;
        double draws = 0;
        for (int seed = 0; seed < seeds; seed++) {
            double[][] x = process.chains(chains, MOST, seed);
            int n = FEWEST;
            var part = first(x, n);
            // mean and error of the estimate; its R-hat, which sorts all draws, is not looked at
            double error = part.autocorrelation().error();
            while (n < MOST && !(error <= target)) {
                n = Math.min(MOST, n + n / 10);
                part = first(x, n);
                error = part.autocorrelation().error();
            }
            squares += part.mean() * part.mean() / (error * error) / seeds;
            share += error / process.error(chains, n) / seeds;
            draws += n / (double) seeds;
        }
        return new Findings(Math.sqrt(squares), share, draws);
    }

    private static Chains first(double[][] x, int draws) {
        var part = new double[x.length][];
        for (int c = 0; c < x.length; c++) {
            part[c] = java.util.Arrays.copyOf(x[c], draws);
        }
        return Chains.of(part);
    }

    /// Targets are such that the rule ends after some 32 to 300 draws.
    @ParameterizedTest
    @CsvSource({"64, 0.03, 0.015", "64, 0.6, 0.02", "256, 0.6, 0.01", "256, 0.9, 0.025"})
    void withManyChainsTheErrorBarStaysWhatItSays(int chains, double phi, double target) {
        var found = measured(chains, phi, target, 100);
        // the spread of 100 pulls is known to 7 %: three of these; the error itself is off by less than one in twenty
        assertThat(found.spread).as(found.toString()).isEqualTo(1, within(0.21));
        assertThat(found.share).as(found.toString()).isEqualTo(1, within(0.05));
        assertThat(found.draws).as(found.toString()).isBetween(33.0, 500.0);
    }

    @Test
    void withFewChainsOfSlowDrawsTheErrorBarIsTooSmall() {
        // four chains with an autocorrelation time of 19: error bars that happen to be small end the measurement
        var found = measured(4, 0.9, 0.12, 100);
        assertThat(found.share).as(found.toString()).isBetween(0.75, 0.97);
    }
}
