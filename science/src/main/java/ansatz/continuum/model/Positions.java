package ansatz.continuum.model;

import ansatz.continuum.space.ParticleSystem;
import ansatz.engine.trace.Value;
import ansatz.schema.Name;
import ansatz.schema.Problems;

/// The positions themselves.
@Name(value = "positions", summary = "Orbitals of the positions themselves")
public record Positions() implements Coordinates {
    /// Without keys.
    public static final Positions DEFAULTS = new Positions();

    @Override
    public double parameterCount(ParticleSystem system) {
        return 0;
    }

    @Override
    public void check(ParticleSystem system, Problems problems) {
        // serve every system
    }

    @Override
    public Value of(Value x, ParticleSystem system) {
        return x;
    }
}
