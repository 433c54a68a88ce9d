package ansatz.statistics;

import java.util.ArrayList;
import java.util.List;

/// The error of a mean by blocking: means of ever longer blocks become independent, and their standard error
/// reaches a plateau.
///
/// Flyvbjerg, Petersen, J. Chem. Phys. 91, 461 (1989); the block length is the smallest b with b^3 > 2 N (error_b /
/// error_1)^4 (Lee, Needs, Drummond, Towler,
/// Phys. Rev. E 83, 066706 (2011)). Blocks never cross from one chain into the next; the longest block is a whole
/// chain.
///
/// @param levels the block lengths 1, 2, 4, ... and at last the whole chain where that leaves at least two blocks
/// @param chosen which level holds the result; -1 where there is none
/// @param plateau true where the criterion chose it; false where the longest block was taken for want of a better
/// one
public record Blocking(List<Level> levels, int chosen, boolean plateau) {
    public Blocking {
        levels = List.copyOf(levels);
    }

    /// @param length draws in a block
    /// @param blocks number of blocks over all chains
    /// @param error the standard error of the mean, were blocks independent
    /// @param uncertainty of `error`: error / sqrt(2 (blocks - 1)), as for Gaussian block means
    public record Level(int length, int blocks, double error, double uncertainty) {}

    /// The error of the mean; NaN where there are fewer than two draws or one is not finite.
    public double error() {
        return chosen < 0 ? Double.NaN : levels.get(chosen).error();
    }

    static Blocking of(Chains chains) {
        if (!chains.finite() || chains.size() < 2) {
            return new Blocking(List.of(), -1, false);
        }
        int n = chains.draws();
        var levels = new ArrayList<Level>();
        for (int length = 1; length < n && (long) chains.chains() * (n / length) >= 2; length *= 2) {
            levels.add(level(chains, length));
        }
        if (chains.chains() >= 2) {
            levels.add(level(chains, n));
        }
        double first = levels.getFirst().error();
        for (int i = 0; i < levels.size(); i++) {
            double ratio = first == 0 ? 1 : levels.get(i).error() / first;
            double length = levels.get(i).length();
            if (length * length * length > 2.0 * chains.size() * Math.pow(ratio, 4)) {
                return new Blocking(levels, i, true);
            }
        }
        return new Blocking(levels, widest(levels), false);
    }

    /// The longest blocks whose error is still known to a quarter (9 blocks), or the shortest of all.
    private static int widest(List<Level> levels) {
        for (int i = levels.size() - 1; i > 0; i--) {
            if (levels.get(i).blocks() >= 9) {
                return i;
            }
        }
        return 0;
    }

    /// Draws that do not fill a block at the end of a chain are left out.
    private static Level level(Chains chains, int length) {
        int perChain = chains.draws() / length;
        double[] means = new double[chains.chains() * perChain];
        for (int block = 0; block < means.length; block++) {
            int start = block / perChain * chains.draws() + block % perChain * length;
            means[block] = Moments.sum(chains.values(), start, start + length) / length;
        }
        double error = Moments.of(means).error();
        return new Level(length, means.length, error, error / Math.sqrt(2.0 * (means.length - 1)));
    }
}
