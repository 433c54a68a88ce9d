package ansatz.continuum.model;

import ansatz.continuum.space.ParticleSystem;
import ansatz.continuum.space.Species;
import ansatz.engine.trace.Initial;
import ansatz.engine.trace.Value;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import java.util.ArrayList;
import java.util.List;

/// A positive factor of a set: features of each element through a network, the mean of each kind of element, a
/// network of these means, log psi = v . tanh(..W (<phi>_1, <phi>_2, ..) ..). Elements are particles, of which each
/// species is a kind, or pairs, of one species or of two. Features are smooth in all coordinates and have the
/// period
/// of a torus; those of pairs are even in the difference.
@Name(
        value = "deep-sets",
        summary = "Factor of a set of particles or pairs, log psi = v . rho(mean phi(element))",
        cite = "M. Zaheer and others, NeurIPS 2017; J. Keeble and A. Rios, Phys. Lett. B 809, 135743 (2020)")
public record DeepSets(
        @Key("what the elements are") Elements elements,

        @Key(value = "hidden units of each layer of the network of an element", min = 1, max = 10_000)
        List<Integer> inner,

        @Key(value = "hidden units of each layer of the network of the means", min = 1, max = 10_000)
        List<Integer> outer,

        @Key(value = "standard deviation of the first weights of the last layer", min = 0, max = 10)
        double deviation)
        implements ParticleModel {

    /// What the elements are.
    public enum Elements {
        /// Particles, by their positions.
        PARTICLES,
        /// Pairs, by their distances: the factor does not change with a translation.
        PAIRS
    }

    /// Pairs, layers of 16 units.
    public static final DeepSets DEFAULTS = new DeepSets(Elements.PAIRS, List.of(16, 16), List.of(16), 0.01);

    public DeepSets {
        inner = List.copyOf(inner);
        outer = List.copyOf(outer);
    }

    /// The same networks with other elements.
    public DeepSets elements(Elements other) {
        return new DeepSets(other, inner, outer, deviation);
    }

    @Override
    public double parameterCount(ParticleSystem system) {
        boolean pairs = elements == Elements.PAIRS;
        int kinds = pairs ? 1 : system.particles().species().size();
        int features = pairs ? 2 : Separations.featureCount(system.space());
        int means = Network.last(features, inner) * kinds;
        return Network.count(features, inner) + Network.count(means, outer) + Network.last(means, outer);
    }

    @Override
    public void check(ParticleSystem system, Problems problems) {
        if (elements == Elements.PAIRS && system.particles().count() < 2) {
            problems.add("elements", "is \"pairs\", but there is 1 particle; it must be \"particles\"");
        }
    }

    @Override
    public LogPsi logPsi(Value x, ParticleSystem system) {
        Value means = elements == Elements.PAIRS ? pairs(x, system) : particles(x, system);
        Value h = Network.hidden(means, "outer", outer);
        int width = h.shape().extent(0);
        return LogPsi.positive(h.dot(x.trace().parameter("v", Initial.normal(deviation), width)));
    }

    private Value pairs(Value x, ParticleSystem system) {
        var pairs = Pairs.of(system.particles());
        Value s = Separations.smooth(pairs.differences(x), system);
        Value kind = pairs.constant(x.trace(), 1, -1);
        return Network.hidden(Value.stack(1, s, kind), "inner", inner).mean(0);
    }

    private Value particles(Value x, ParticleSystem system) {
        Value h = Network.hidden(Separations.features(x, system), "inner", inner);
        var means = new ArrayList<Value>();
        int first = 0;
        for (Species species : system.particles().species()) {
            means.add(h.slice(0, first, first + species.count()).mean(0));
            first += species.count();
        }
        Value one = means.removeFirst();
        return Value.concat(0, one, means.toArray(Value[]::new));
    }
}
