package ansatz.statistics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Observables that were measured together, cut into blocks so long that they are independent: as long as the
/// slowest
/// of them wants by [Blocking]. No block crosses from one chain into the next.
///
/// @param length draws in a block
/// @param count how many blocks there are, at least 2
/// @param sums the sum over each block, `[observable][block]`
/// @param totals the sum over all blocks, by observable
record Blocks(int length, int count, double[][] sums, double[] totals) {
    /// @return null where there are fewer than two blocks or a draw is not finite
    /// @throws IllegalArgumentException without observables, or if their chains differ in number or length
    static @Nullable Blocks of(List<Chains> observables) {
        if (observables.isEmpty()) {
            throw new IllegalArgumentException("blocks need at least one observable");
        }
        int chains = observables.getFirst().chains();
        int draws = observables.getFirst().draws();
        int length = 1;
        boolean known = true;
        for (Chains x : observables) {
            if (x.chains() != chains || x.draws() != draws) {
                throw new IllegalArgumentException("observables of one sample are measured together; found "
                        + x.chains() + " chains of " + x.draws() + " draws beside " + chains + " of " + draws);
            }
            Blocking blocking = x.blocking();
            known &= blocking.chosen() >= 0;
            if (blocking.chosen() >= 0) {
                length = Math.max(
                        length, blocking.levels().get(blocking.chosen()).length());
            }
        }
        int perChain = draws / length;
        int blocks = perChain * chains;
        if (!known || blocks < 2) {
            return null;
        }
        var sums = new double[observables.size()][blocks];
        var totals = new double[observables.size()];
        for (int k = 0; k < sums.length; k++) {
            double[] x = observables.get(k).values();
            for (int b = 0; b < blocks; b++) {
                int start = b / perChain * draws + b % perChain * length;
                sums[k][b] = Moments.sum(x, start, start + length);
            }
            totals[k] = Moments.sum(sums[k], 0, blocks);
        }
        return new Blocks(length, blocks, sums, totals);
    }

    /// The mean of each observable over all blocks.
    double[] means() {
        var means = new double[totals.length];
        for (int k = 0; k < means.length; k++) {
            means[k] = totals[k] / ((double) count * length);
        }
        return means;
    }
}
