package ansatz.thermal;

import ansatz.statistics.Chains;
import ansatz.statistics.Estimate;
import ansatz.statistics.Jackknife;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Averages at other temperatures from draws at one: a draw of the energy E counts exp(-(1/T - 1/T0) E) times (A.
/// M.
/// Ferrenberg and R. H. Swendsen, Phys. Rev. Lett. 61, 2635 (1988)). Errors are by jackknife over blocks of whole
/// draws, so that they contain those of the weights.
///
/// How far one may go is told by [#share]: draws at T0 hardly visit the energies of a temperature far away.
public final class Reweighting {
    private final double temperature;
    private final int sites;
    private final double[][] energy;
    private final double[][] order;
    private final double reference;

    /// @param temperature T0, at which was drawn, in the unit of the energies
    /// @param sites the number of sites
    /// @param energy the energies per site, `[chain][draw]`
    /// @param order the order parameters, `[chain][draw]`
    public Reweighting(double temperature, int sites, double[][] energy, double[][] order) {
        this.temperature = temperature;
        this.sites = sites;
        this.energy = energy;
        this.order = order;
        this.reference = Chains.of(energy).mean();
    }

    /// The effective share of the draws at a temperature, (sum w)^2 / (n sum w^2): 1 at T0, near 0 far away.
    public double share(double t) {
        double sum = 0;
        double squares = 0;
        long n = 0;
        for (double[] chain : weights(t)) {
            for (double w : chain) {
                sum += w;
                squares += w * w;
                n++;
            }
        }
        return sum * sum / (n * squares);
    }

    /// The mean energy per site.
    public Estimate energy(double t) {
        return of(t, m -> m[1], energy(1));
    }

    /// The heat capacity per site, N (<e^2> - <e>^2) / T^2, in units of the Boltzmann constant.
    public Estimate heatCapacity(double t) {
        return of(t, m -> sites * (m[2] - m[1] * m[1]) / (t * t), energy(1), energy(2));
    }

    /// The mean modulus of the order parameter.
    public Estimate order(double t) {
        return of(t, m -> m[1], order(1));
    }

    /// The susceptibility per site, N (<m^2> - <|m|>^2) / T.
    public Estimate susceptibility(double t) {
        return of(t, m -> sites * (m[2] - m[1] * m[1]) / t, order(1), order(2));
    }

    /// The Binder cumulant, 1 - <m^4> / (3 <m^2>^2).
    public Estimate binder(double t) {
        return of(t, m -> 1 - m[2] / (3 * m[1] * m[1]), order(2), order(4));
    }

    /// An observable, draw by draw.
    @FunctionalInterface
    private interface Observable {
        double at(int chain, int draw);
    }

    private Observable energy(int power) {
        return (c, d) -> Math.pow(energy[c][d], power);
    }

    private Observable order(int power) {
        return (c, d) -> {
            double x = Math.abs(order[c][d]);
            double product = x;
            for (int k = 1; k < power; k++) {
                product *= x;
            }
            return product;
        };
    }

    /// A function of reweighted means, which begin at 1: m_k = <w x_k> / <w>.
    private Estimate of(double t, ToDoubleFunction<double[]> f, Observable... observables) {
        double[][] w = weights(t);
        List<Chains> chains = new ArrayList<>();
        chains.add(Chains.of(w));
        for (Observable x : observables) {
            var product = new double[w.length][w[0].length];
            for (int c = 0; c < w.length; c++) {
                for (int d = 0; d < w[c].length; d++) {
                    product[c][d] = w[c][d] * x.at(c, d);
                }
            }
            chains.add(Chains.of(product));
        }
        return Jackknife.of(chains, means -> {
            var m = new double[means.length];
            for (int k = 1; k < m.length; k++) {
                m[k] = means[k] / means[0];
            }
            return f.applyAsDouble(m);
        });
    }

    /// The weights, the largest of them 1.
    private double[][] weights(double t) {
        double slope = -(1 / t - 1 / temperature) * sites;
        double largest = Double.NEGATIVE_INFINITY;
        for (double[] chain : energy) {
            for (double e : chain) {
                largest = Math.max(largest, slope * (e - reference));
            }
        }
        var weights = new double[energy.length][energy[0].length];
        for (int c = 0; c < weights.length; c++) {
            for (int d = 0; d < weights[c].length; d++) {
                weights[c][d] = Math.exp(slope * (energy[c][d] - reference) - largest);
            }
        }
        return weights;
    }
}
