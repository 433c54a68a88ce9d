package ansatz.study;

import ansatz.continuum.model.ParticleModel;
import ansatz.continuum.model.Slater;
import ansatz.schema.Key;
import ansatz.schema.Name;

/// Steps before the optimisation in which psi is fitted to a wave function that is known, such as determinants of
/// the
/// orbitals of Hartree-Fock: log |psi| by least squares over the walkers of |psi|^2, by the method of Gauss and
/// Newton. Networks with determinants are fitted orbital by orbital elsewhere; the logarithm is there for every
/// model.
@Name(
        value = "pretraining",
        summary = "Steps before the optimisation that fit log |psi| to a known wave function",
        cite = "D. Pfau and others, Phys. Rev. Research 2, 033429 (2020)")
public record Pretraining(
        @Key(value = "steps; 0 leaves the pre-training out", min = 0, max = 1_000_000)
        int steps,

        @Key("what psi is fitted to, with its first parameters: determinants of the orbitals of Hartree-Fock")
        ParticleModel target,

        @Key(value = "share of the step of Gauss and Newton that is made", above = 0, max = 1)
        double rate) {

    /// None.
    public static final Pretraining DEFAULTS = new Pretraining(0, Slater.DEFAULTS, 0.5);

    /// So many steps towards a wave function.
    public static Pretraining towards(ParticleModel target, int steps) {
        return new Pretraining(steps, target, DEFAULTS.rate);
    }
}
