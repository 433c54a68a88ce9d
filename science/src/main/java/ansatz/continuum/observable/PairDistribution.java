package ansatz.continuum.observable;

import ansatz.continuum.space.ParticleSystem;
import ansatz.continuum.space.Space;
import ansatz.observable.Quantity;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import java.util.ArrayList;

/// The pair distribution of a torus by channel, with the distances of nearest images:
///
///     g_same(r) = V/(sum_a N_a^2) sum_a sum_(i != j in a) <delta(x_ij - r)>,
///     g_opposite(r) = V/(2 sum_(a<b) N_a N_b) sum_(i, j of different species) <delta(x_ij - r)>,
///
/// each point the mean over a spherical shell. g_opposite is 1 for independent particles; so is g_same for many of
/// them, whose mean over the whole torus is 1 - 1/N_a. Up to L/2 the shells lie within the torus, so that their
/// volumes are exact.
@Name(
        value = "pair-distribution",
        summary = "Pair distribution g(r) on a torus up to r = L/2, for particles of the same and of opposite spin",
        exact = "free fermions: 1 - |sum_k exp(i k.r)|^2/N^2 for the same spin, 1 for opposite spins")
public record PairDistribution(
        @Key(value = "parts of the curve, from 0 to L/2", min = 1, max = 10_000)
        int bins) implements ParticleObservable {

    /// Forty parts.
    public static final PairDistribution DEFAULTS = new PairDistribution(40);

    @Override
    public String label() {
        return "pair_distribution";
    }

    @Override
    public double columns(ParticleSystem system) {
        return (double) bins * Channel.most(system);
    }

    @Override
    public void check(ParticleSystem system, Problems problems) {
        if (!(system.space() instanceof Space.Torus)) {
            problems.add(
                    "",
                    "compares with a uniform density, which only a torus has; in open space take \"pair-distance\"");
        } else if (system.particles().count() < 2) {
            problems.add("", "wants pairs, but there is 1 particle; there must be at least 2");
        }
    }

    @Override
    public ParticleEstimator on(ParticleSystem system, String length) {
        if (!(system.space() instanceof Space.Torus torus)) {
            throw new IllegalArgumentException("the pair distribution is that of a torus; space is open");
        }
        var shells = new Shells(bins, torus.length() / 2);
        var channels = Channel.of(system);
        var weights = new double[channels.size()][bins];
        var quantities = new ArrayList<Quantity>();
        for (int c = 0; c < weights.length; c++) {
            for (int part = 0; part < bins; part++) {
                // each pair stands for two ordered ones
                weights[c][part] =
                        2 * torus.volume() / (channels.get(c).products() * shells.volume(part, torus.dimension()));
            }
            quantities.addAll(shells.curve(label() + "_" + channels.get(c).name(), "distance", length, "", c * bins));
        }
        return new ParticleEstimator(
                quantities, weights.length * bins, Channel.joined(weights), (drawn, from, to, out) -> {
                    for (int c = 0; c < weights.length; c++) {
                        channels.get(c).count(system, shells, weights[c], drawn.positions(), from, to, out, c * bins);
                    }
                });
    }
}
