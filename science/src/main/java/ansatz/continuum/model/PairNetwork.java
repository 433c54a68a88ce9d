package ansatz.continuum.model;

import ansatz.continuum.space.ParticleSystem;
import ansatz.engine.trace.Initial;
import ansatz.engine.trace.Value;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import java.util.List;

/// A free factor of pairs, log psi = sum_(i<j) u(r_ij), u a network of the smooth distance
/// s = (1 + r^2/l^2)^(1/2) - 1 and of whether the two are of one species: no cusp, for potentials without a
/// singularity or beside a factor that has the cusps.
@Name(
        value = "pair-network",
        summary = "Pair factor, log psi = sum_(i<j) u(r_ij) with a network u of the distance",
        cite = "R. Jastrow, Phys. Rev. 98, 1479 (1955)")
public record PairNetwork(
        @Key(value = "hidden units of each layer of u", min = 1, max = 10_000)
        List<Integer> widths,

        @Key(value = "standard deviation of the first weights of the last layer", min = 0, max = 10)
        double deviation)
        implements ParticleModel {

    /// Two layers of 16 units.
    public static final PairNetwork DEFAULTS = new PairNetwork(List.of(16, 16), 0.01);

    public PairNetwork {
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
    public LogPsi logPsi(Value x, ParticleSystem system) {
        var pairs = Pairs.of(system.particles());
        Value d = pairs.differences(x);
        return LogPsi.positive(PairFunction.of(d, pairs, system, "u", widths, Initial.normal(deviation))
                .sum());
    }
}
