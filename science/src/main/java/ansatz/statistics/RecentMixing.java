package ansatz.statistics;

import java.util.Arrays;

/// R-hat over successive windows of draws of many chains, kept up draw by draw: for a progress line, where sorting
/// all
/// draws of a window for ranks would cost more than the sampling.
///
/// It is the split R-hat of superchains, as in [Chains#rhat()], of the draws themselves and not of their ranks:
/// heavy
/// tails and chains that differ in width only are left to the evaluation.
public final class RecentMixing {
    private static final int NUMBERS = 3;

    private final int window;
    private final int chains;
    private final int groups;
    /// Count, mean and sum of squares about it, `[group][half][3]`.
    private final double[] moments;

    private int draws;
    private double rhat = Double.NaN;

    /// @param chains the number of chains, at least 1
    /// @param window draws in a window, an even number of at least 4
    /// @throws IllegalArgumentException if a number is not legal
    public RecentMixing(int chains, int window) {
        if (chains < 1 || window < 4 || window % 2 != 0) {
            throw new IllegalArgumentException("a window of " + window + " draws of " + chains
                    + " chains; wants an even number of at least 4 draws and at least 1 chain");
        }
        this.chains = chains;
        this.window = window;
        this.groups = Math.min(chains, Mixing.SUPERCHAINS);
        this.moments = new double[groups * 2 * NUMBERS];
    }

    /// Takes one draw of each chain.
    public void add(double[] draw) {
        int half = draws < window / 2 ? 0 : 1;
        for (int group = 0; group < groups; group++) {
            int from = (int) ((long) group * chains / groups);
            int to = (int) ((long) (group + 1) * chains / groups);
            merge(draw, from, to, (group * 2 + half) * NUMBERS);
        }
        draws++;
        if (draws == window) {
            rhat = ofWindow();
            draws = 0;
            Arrays.fill(moments, 0.0);
        }
    }

    private void merge(double[] draw, int from, int to, int at) {
        double sum = 0;
        for (int c = from; c < to; c++) {
            sum += draw[c];
        }
        double count = to - from;
        double mean = sum / count;
        double squares = 0;
        for (int c = from; c < to; c++) {
            squares += (draw[c] - mean) * (draw[c] - mean);
        }
        double before = moments[at];
        double all = before + count;
        double apart = mean - moments[at + 1];
        moments[at] = all;
        moments[at + 1] += apart * count / all;
        moments[at + 2] += squares + apart * apart * before * count / all;
    }

    private double ofWindow() {
        double within = 0;
        double[] means = new double[groups * 2];
        for (int part = 0; part < means.length; part++) {
            means[part] = moments[part * NUMBERS + 1];
            within += moments[part * NUMBERS + 2] / (moments[part * NUMBERS] - 1) / means.length;
        }
        return Mixing.rhat(within, Moments.of(means).variance(), (double) chains * (window / 2) / groups);
    }

    /// R-hat of the last full window, NaN before the first.
    public double rhat() {
        return rhat;
    }

    /// Forgets all draws, and R-hat.
    public void clear() {
        draws = 0;
        rhat = Double.NaN;
        Arrays.fill(moments, 0.0);
    }

    /// What further results depend on.
    public double[] state() {
        double[] state = Arrays.copyOf(moments, moments.length + 2);
        state[moments.length] = draws;
        state[moments.length + 1] = rhat;
        return state;
    }

    /// Goes back to what [#state()] gave.
    ///
    /// @throws IllegalArgumentException if the length is another one
    public void restore(double[] state) {
        if (state.length != moments.length + 2) {
            throw new IllegalArgumentException("the saved window has " + state.length + " numbers; " + chains
                    + " chains have " + (moments.length + 2));
        }
        System.arraycopy(state, 0, moments, 0, moments.length);
        draws = (int) state[moments.length];
        rhat = state[moments.length + 1];
    }
}
