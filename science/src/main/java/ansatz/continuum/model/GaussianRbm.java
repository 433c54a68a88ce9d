package ansatz.continuum.model;

import ansatz.continuum.space.ParticleSystem;
import ansatz.continuum.space.Particles;
import ansatz.engine.array.Shape;
import ansatz.engine.trace.Initial;
import ansatz.engine.trace.Trace;
import ansatz.engine.trace.Value;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A Gaussian-binary restricted Boltzmann machine. With the energy
///
///     E(x, h) = sum_i (x_i - a_i)^2 / (2 sigma_i^2) - sum_j b_j h_j - sum_ij x_i w_ij h_j / sigma_i^2
///
/// of the coordinates x_i and hidden units h_j in {0, 1}, F(x) = sum_h exp(-E) is
///
///     F(x) = exp(-sum_i (x_i - a_i)^2 / (2 sigma_i^2)) prod_j (1 + exp(b_j + sum_i x_i w_ij / sigma_i^2)),
///
/// and psi = F or psi = F^(1/2). F is not symmetric in the particles: where some are identical, either F is summed
/// over their permutations, or the hidden units come in sets of one for each ordered pair of particles, with the
/// same weights w for the first of a pair and w' for the second.
@Name(
        value = "gaussian-rbm",
        summary = "Gaussian-binary restricted Boltzmann machine, psi = F or psi = sqrt F, F(x) = sum_h exp(-E(x, h))",
        cite = "G. Carleo and M. Troyer, Science 355, 602 (2017)")
public record GaussianRbm(
        @Key(value = "hidden units; of each pair of particles where symmetry is \"pairs\"", min = 0, max = 100_000)
        int hidden,

        @Key("what psi is made of F") Amplitude amplitude,

        @Key("how F becomes symmetric in identical particles")
        Symmetry symmetry,

        @Key(
                value =
                        "first width of |psi|, in lengths of the system: sigma, or where psi = sqrt F sigma times 2^(1/2)",
                above = 0,
                max = 1000)
        double width,

        @Key("whether the sigma_i are learned; else all keep the first")
        boolean learnedWidth,

        @Key(
                value = "standard deviation of the first weights and biases, for x in lengths of the system",
                min = 0,
                max = 10)
        double deviation)
        implements ParticleModel {

    /// What psi is made of F.
    public enum Amplitude {
        /// psi = F.
        F,
        /// psi = F^(1/2), so that |psi|^2 is the distribution of the machine.
        ROOT
    }

    /// How F becomes symmetric.
    public enum Symmetry {
        /// Not at all.
        NONE,
        /// The sum over all permutations of identical particles.
        SUM,
        /// Hidden units that share their weights among ordered pairs of particles.
        PAIRS
    }

    /// Four hidden units, psi = F.
    public static final GaussianRbm DEFAULTS = new GaussianRbm(4, Amplitude.F, Symmetry.NONE, 1, true, 0.05);

    /// Terms beyond which the sum over permutations takes too long.
    private static final double MOST_PERMUTATIONS = 720;

    /// The same machine, symmetric in identical particles.
    public GaussianRbm symmetry(Symmetry other) {
        return new GaussianRbm(hidden, amplitude, other, width, learnedWidth, deviation);
    }

    @Override
    public double parameterCount(ParticleSystem system) {
        boolean pairs = symmetry == Symmetry.PAIRS;
        double visible = pairs ? system.space().dimension() : system.coordinates();
        return visible * (learnedWidth ? 2 : 1) + hidden * (1 + visible * (pairs ? 2 : 1));
    }

    @Override
    public void check(ParticleSystem system, Problems problems) {
        Requirements.open(system, problems);
        boolean identical = system.particles().species().stream().anyMatch(s -> s.count() > 1);
        if (symmetry == Symmetry.NONE && identical) {
            problems.add("symmetry", "is \"none\", but some particles are identical; it must be \"sum\" or \"pairs\"");
        }
        if (symmetry == Symmetry.SUM && permutationCount(system.particles()) > MOST_PERMUTATIONS) {
            problems.add(
                    "symmetry",
                    "is \"sum\", a sum of more than " + (int) MOST_PERMUTATIONS
                            + " permutations of these particles; it must be \"pairs\"");
        }
        if (symmetry == Symmetry.PAIRS && system.particles().count() < 2) {
            problems.add("symmetry", "is \"pairs\", but there is 1 particle; it must be \"none\"");
        }
    }

    @Override
    public LogPsi logPsi(Value x, ParticleSystem system) {
        Value log = symmetry == Symmetry.PAIRS ? pairs(x, system) : labelled(x, system);
        return LogPsi.positive(amplitude == Amplitude.ROOT ? log.times(0.5) : log);
    }

    /// log F, summed over permutations, in lengths of the system.
    private Value labelled(Value x, ParticleSystem system) {
        Trace t = x.trace();
        int m = system.coordinates();
        List<int[]> orders = symmetry == Symmetry.SUM ? permutations(system.particles()) : List.of(identity(system));
        Value u = permuted(x.times(1 / system.scale()), orders);
        Value precision = precision(t, m);
        Value a = t.parameter("a", Initial.normal(deviation), m);
        Value log =
                u.minus(a).square().linear(precision.times(-0.5).insertAxis(0)).sum(1);
        if (hidden > 0) {
            Value w = t.parameter("W", Initial.normal(deviation), hidden, m).times(precision);
            Value b = t.parameter("b", Initial.normal(deviation), hidden);
            log = log.plus(u.linear(w).plus(b).softplus().sum(1));
        }
        return orders.size() == 1 ? log.reshape() : log.logSumExp(0);
    }

    /// log F of weights that all pairs (i, j) share, i != j.
    private Value pairs(Value x, ParticleSystem system) {
        Trace t = x.trace();
        int d = system.space().dimension();
        int n = system.particles().count();
        Value u = x.times(1 / system.scale());
        Value precision = precision(t, d);
        Value a = t.parameter("a", Initial.normal(deviation), d);
        Value log = u.minus(a).square().sum(0).dot(precision.times(-0.5));
        if (hidden == 0) {
            return log;
        }
        var first = new int[n * (n - 1)];
        var second = new int[first.length];
        for (int k = 0; k < first.length; k++) {
            first[k] = k / (n - 1);
            second[k] = k % (n - 1) < first[k] ? k % (n - 1) : k % (n - 1) + 1;
        }
        Value both = Value.concat(1, Pairs.rows(u, first), Pairs.rows(u, second));
        Value w =
                t.parameter("W", Initial.normal(deviation), hidden, 2 * d).times(Value.concat(0, precision, precision));
        Value b = t.parameter("b", Initial.normal(deviation), hidden);
        return log.plus(both.linear(w).plus(b).softplus().sum());
    }

    /// 1 / sigma^2 of each visible unit, learned by way of log sigma.
    private Value precision(Trace t, int visible) {
        double sigma = amplitude == Amplitude.ROOT ? width / Math.sqrt(2) : width;
        Value fixed = t.constant(Shape.of(visible), 1 / (sigma * sigma));
        return learnedWidth
                ? fixed.times(
                        t.parameter("s", Initial.zeros(), visible).times(-2).exp())
                : fixed;
    }

    /// The coordinates in several orders of the particles, of shape `[orders, coordinates]`.
    private static Value permuted(Value x, List<int[]> orders) {
        int d = x.shape().extent(1);
        int m = x.shape().size();
        var index = new int[orders.size() * m];
        for (int k = 0; k < index.length; k++) {
            index[k] = orders.get(k / m)[k % m / d] * d + k % d;
        }
        return x.gather(Shape.of(orders.size(), m), index);
    }

    private static double permutationCount(Particles particles) {
        double count = 1;
        for (var species : particles.species()) {
            for (int k = 2; k <= species.count(); k++) {
                count *= k;
            }
        }
        return count;
    }

    private static int[] identity(ParticleSystem system) {
        var order = new int[system.particles().count()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        return order;
    }

    /// All orders of the particles in which each species keeps its places.
    private static List<int[]> permutations(Particles particles) {
        List<int[]> all = List.of(new int[0]);
        for (int i = 0; i < particles.count(); i++) {
            int species = particles.speciesOf(i);
            int from = particles.first(species);
            var longer = new ArrayList<int[]>();
            for (int[] start : all) {
                for (int k = from; k < from + particles.species().get(species).count(); k++) {
                    if (!contains(start, k)) {
                        int[] order = Arrays.copyOf(start, i + 1);
                        order[i] = k;
                        longer.add(order);
                    }
                }
            }
            all = longer;
        }
        return all;
    }

    private static boolean contains(int[] order, int particle) {
        for (int other : order) {
            if (other == particle) {
                return true;
            }
        }
        return false;
    }
}
