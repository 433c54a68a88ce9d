package ansatz.sampler;

import ansatz.engine.parallel.Team;
import ansatz.lattice.Lattice;
import ansatz.model.Autoregressive;
import ansatz.model.WaveFunction;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;

/// Configurations that are drawn from |psi|^2 itself, spin after spin, each independent of all others: there is no
/// burn-in and no autocorrelation. The wave function has to be autoregressive.
@Name(
        value = "direct",
        summary = "Independent configurations from an autoregressive wave function, drawn spin after spin",
        cite = "O. Sharir and others, Phys. Rev. Lett. 124, 020503 (2020)")
public record Direct(
        @Key(value = "how many are drawn in an iteration", min = 2, max = 1_000_000)
        int configurations) implements Sampler {

    /// 1024 configurations.
    public static final Direct DEFAULTS = new Direct(1024);

    /// The same sampler with another number of configurations.
    public Direct configurations(int number) {
        return new Direct(number);
    }

    @Override
    public double samples(int sites) {
        return configurations;
    }

    @Override
    public boolean direct() {
        return true;
    }

    @Override
    public void check(Lattice lattice, Problems problems) {
        // serves every lattice
    }

    /// @throws IllegalArgumentException if the wave function is not autoregressive
    @Override
    public Sampling on(Lattice lattice, WaveFunction psi, long seed, Team team) {
        if (psi instanceof Autoregressive conditional) {
            return new DirectDraws(conditional, configurations, seed, team);
        }
        throw new IllegalArgumentException("configurations can be drawn directly from an autoregressive wave function"
                + " only, found a " + psi.getClass().getSimpleName());
    }
}
