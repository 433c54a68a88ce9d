package ansatz.study;

import ansatz.optimizer.Schedule;
import ansatz.optimizer.Tangent;
import ansatz.schema.Problems;
import ansatz.statistics.Moments;

/// The draws that a step of an optimiser takes from each chain, and what they tell together.
///
/// The chains are independent of each other, the draws of a chain are not: the error of the mean is that of the
/// means
/// of the chains.
final class StepDraws {
    /// What a study says of their number.
    static final String MEANING =
            "draws that a step takes from each chain, rounded to a whole number from 1 to 10000: more of them make the"
                    + " gradient more precise as the optimisation goes on; 1 where all configurations are enumerated";

    private static final int MOST = 10_000;

    private final Sampled sampled;
    private final int count;
    private final double[] means;
    /// The mean of each chain, filled where there are several draws.
    private final double[] chains;

    private double[] residuals = {};
    private int taken;
    private double variance;
    private double acceptance;

    /// @param count how many draws will be taken
    StepDraws(Sampled sampled, int count) {
        this.sampled = sampled;
        this.count = count;
        this.means = new double[count];
        this.chains = new double[count > 1 ? sampled.samples() : 0];
    }

    /// Reports what no step can take.
    ///
    /// @param random whether configurations are drawn at random
    static void check(Schedule draws, boolean random, Problems problems) {
        check("draws.start", draws.start(), random, problems);
        if (draws.start() != draws.end()) {
            check("draws.end", draws.end(), random, problems);
        }
    }

    private static void check(String key, double value, boolean random, Problems problems) {
        if (!random && value != 1) {
            problems.add(key, "is " + value + ", but all configurations are in each draw already; it must be 1");
        } else if (value < 1 || value > MOST) {
            problems.add(key, "is " + value + "; it must be from 1 to " + MOST);
        }
    }

    /// The number of draws in a step.
    ///
    /// @param step from 0
    static int count(Schedule draws, long step) {
        return (int) Math.round(draws.at(step));
    }

    /// The largest number of draws in so many steps.
    static double most(Schedule draws, int steps) {
        return Math.round(draws.largest(steps));
    }

    /// Takes what the last iteration gave.
    void take() {
        double mean = sampled.mean();
        means[taken] = mean;
        variance += sampled.variance() / count;
        acceptance += sampled.acceptance() / count;
        if (count > 1) {
            gather();
        }
        taken++;
    }

    private void gather() {
        sampled.keep(taken, count);
        double[] energies = sampled.energies();
        double[] of = sampled.residuals();
        if (taken == 0) {
            residuals = new double[Math.multiplyExact(count, of.length)];
        }
        int samples = chains.length;
        for (int n = 0; n < samples; n++) {
            chains[n] += energies[n] / count;
        }
        // by output of the wave function, draw and chain, as the rows of the derivatives are
        for (int from = 0; from < of.length; from += samples) {
            System.arraycopy(of, from, residuals, from * count + taken * samples, samples);
        }
    }

    /// The mean energy.
    double mean() {
        double sum = 0;
        for (double mean : means) {
            sum += mean / count;
        }
        return sum;
    }

    /// The error of the mean energy, 0 where nothing is random.
    double error() {
        if (!sampled.stochastic()) {
            return 0;
        }
        int n = sampled.samples();
        return Math.sqrt(
                (count == 1 ? sampled.realVariance() : Moments.of(chains).squares() / n) / n);
    }

    /// The variance of the local energies: that within the draws and that between them.
    double variance() {
        double mean = mean();
        double between = 0;
        for (double of : means) {
            between += (of - mean) * (of - mean) / count;
        }
        return variance + between;
    }

    /// The share of accepted proposals, NaN if nothing is proposed.
    double acceptance() {
        return acceptance;
    }

    /// The energy near the parameters.
    Tangent tangent() {
        if (count == 1) {
            return new Tangent(sampled.logDerivatives(1), sampled.weights(), sampled.residuals(), true);
        }
        double[] one = sampled.weights();
        var weights = new double[count * one.length];
        for (int n = 0; n < weights.length; n++) {
            weights[n] = one[n % one.length] / count;
        }
        return new Tangent(sampled.logDerivatives(count), weights, residuals, true);
    }
}
