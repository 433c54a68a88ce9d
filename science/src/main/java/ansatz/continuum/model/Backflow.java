package ansatz.continuum.model;

import ansatz.continuum.space.ParticleSystem;
import ansatz.engine.trace.Initial;
import ansatz.engine.trace.Value;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import java.util.List;

/// Backflow: each particle moved along its differences from the others,
/// y_i = x_i + sum_(j != i) eta(r_ij) (x_i - x_j), eta = exp(-s) v . tanh(..W (s, k) ..) a network of the smooth
/// distance s and of k = 1 for particles of one species and -1 for others.
@Name(
        value = "backflow",
        summary = "Coordinates y_i = x_i + sum_j eta(r_ij) (x_i - x_j) with a network eta of the distance",
        cite = "R. P. Feynman and M. Cohen, Phys. Rev. 102, 1189 (1956); K. E. Schmidt and others, Phys. Rev. Lett. 47,"
                + " 807 (1981)")
public record Backflow(
        @Key(value = "hidden units of each layer of eta", min = 1, max = 10_000)
        List<Integer> widths,

        @Key(value = "standard deviation of the first weights of the last layer", min = 0, max = 10)
        double deviation)
        implements Coordinates {

    /// One layer of 16 units.
    public static final Backflow DEFAULTS = new Backflow(List.of(16), 0.01);

    public Backflow {
        widths = List.copyOf(widths);
    }

    @Override
    public double parameterCount(ParticleSystem system) {
        return PairFunction.parameterCount(widths);
    }

    @Override
    public void check(ParticleSystem system, Problems problems) {
        Requirements.pairs(system, problems);
    }

    @Override
    public Value of(Value x, ParticleSystem system) {
        var pairs = Pairs.of(system.particles());
        Value d = pairs.differences(x);
        Value eta = PairFunction.of(d, pairs, system, "backflow", widths, Initial.normal(deviation));
        Value decay = Separations.smooth(d, system).negate().exp();
        Value move =
                Separations.vector(d, system.space()).times(eta.times(decay).insertAxis(1));
        return x.plus(pairs.antisymmetricSums(move));
    }
}
