package ansatz.continuum.cost;

import ansatz.continuum.model.LogPsi;
import ansatz.continuum.model.ParticleModel;
import ansatz.continuum.space.ParticleSystem;
import ansatz.engine.trace.Value;
import ansatz.schema.Problems;
import java.util.function.UnaryOperator;

/// A wave function without parameters, by the formula of its logarithm.
record Written(UnaryOperator<Value> log) implements ParticleModel {
    @Override
    public double parameterCount(ParticleSystem system) {
        return 0;
    }

    @Override
    public void check(ParticleSystem system, Problems problems) {
        // serves what it is written for
    }

    @Override
    public LogPsi logPsi(Value x, ParticleSystem system) {
        return LogPsi.positive(log.apply(x));
    }
}
