package ansatz.continuum.model;

import ansatz.continuum.space.ParticleSystem;
import ansatz.engine.trace.Value;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;

/// Hard spheres of diameter a: psi = prod_(i<j) (1 - a/r_ij), and 0 where two overlap. Without parameters: the
/// solution of two spheres at energy 0.
@Name(
        value = "hard-core",
        summary = "Hard spheres, psi = prod_(i<j) (1 - a / r_ij), 0 where r_ij < a",
        cite = "J. L. DuBois and H. R. Glyde, Phys. Rev. A 63, 023602 (2001)")
public record HardCore(
        @Key(value = "diameter a, in the unit of length of the problem", above = 0, max = 1e6, required = true)
        double diameter)
        implements ParticleModel {

    /// The diameter of rubidium in a trap, in oscillator lengths.
    public static final HardCore DEFAULTS = new HardCore(0.0043);

    @Override
    public double parameterCount(ParticleSystem system) {
        return 0;
    }

    @Override
    public void check(ParticleSystem system, Problems problems) {
        Requirements.open(system, problems);
        Requirements.pairs(system, problems);
    }

    @Override
    public LogPsi logPsi(Value x, ParticleSystem system) {
        Value r = Pairs.of(system.particles()).differences(x).square().sum(1).sqrt();
        // the logarithm of 0 is minus infinity: no sampler goes there
        return LogPsi.positive(
                r.reciprocal().times(-diameter).plus(1).maximum(0).log().sum());
    }
}
