package ansatz.model;

import ansatz.engine.trace.Initial;
import ansatz.engine.trace.Value;
import ansatz.lattice.Lattice;
import ansatz.schema.Key;
import ansatz.schema.Name;

/// Independent spins, the variational form of mean-field theory: log psi(s) = sum_i a_i s_i, each spin at an angle
/// of its own between x and z.
@Name(value = "mean-field", summary = "Independent spins, log psi = sum_i a_i s_i")
public record MeanField(
        @Key(value = "standard deviation of the first parameters", above = 0, max = 10)
        double sigma) implements TracedAmplitude {

    /// Small first parameters: near the state along x.
    public static final MeanField DEFAULTS = new MeanField(0.05);

    @Override
    public double parameterCount(Lattice lattice) {
        return lattice.sites();
    }

    @Override
    public Value logAmplitude(Value s, Lattice lattice) {
        return s.trace().parameter("a", Initial.normal(sigma), lattice.sites()).dot(s);
    }
}
