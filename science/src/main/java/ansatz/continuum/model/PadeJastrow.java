package ansatz.continuum.model;

import ansatz.continuum.space.ParticleSystem;
import ansatz.engine.trace.Initial;
import ansatz.engine.trace.Value;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;

/// Pairs with the right cusps, log psi = sum_(i<j) a r_ij / (1 + b r_ij): a is the slope that the potential
/// demands, of two particles of one species or of different ones, and the inverse ranges b of both kinds are
/// learned. On a torus r is L/pi (sum_a sin^2(pi d_a/L))^(1/2), which is smooth where the box closes.
@Name(
        value = "pade-jastrow",
        summary = "Pair factor with the right cusps, log psi = sum_(i<j) a r_ij / (1 + b r_ij), b learned",
        cite = "T. Kato, Commun. Pure Appl. Math. 10, 151 (1957)")
public record PadeJastrow(
        @Key(value = "first range 1/b, in lengths of the system", above = 0, max = 1000)
        double range) implements ParticleModel {

    /// The length of the system.
    public static final PadeJastrow DEFAULTS = new PadeJastrow(1);

    @Override
    public double parameterCount(ParticleSystem system) {
        return 2;
    }

    @Override
    public void check(ParticleSystem system, Problems problems) {
        Requirements.pairs(system, problems);
        if (system.cusps().alike() == 0 && system.cusps().different() == 0) {
            problems.add(
                    "",
                    "has the cusps of a singular pair potential, but that of this problem is regular or there is none");
        }
    }

    @Override
    public LogPsi logPsi(Value x, ParticleSystem system) {
        var pairs = Pairs.of(system.particles());
        Value r = Separations.squared(pairs.differences(x), system.space()).sqrt();
        Value a =
                pairs.constant(x.trace(), system.cusps().alike(), system.cusps().different());
        // b = b_0 exp(c): positive whatever the parameter
        Value b = x.trace().parameter("inverseRange", Initial.zeros(), 2).exp().times(1 / (range * system.scale()));
        return LogPsi.positive(a.times(r).over(pairs.byKind(b).times(r).plus(1)).sum());
    }
}
