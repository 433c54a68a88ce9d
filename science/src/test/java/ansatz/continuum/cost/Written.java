package ansatz.continuum.cost;

import ansatz.continuum.model.LogPsi;
import ansatz.continuum.model.ParticleModel;
import ansatz.continuum.space.ParticleSystem;
import ansatz.engine.trace.Value;
import ansatz.schema.Problems;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// A wave function without parameters, by its formula.
public record Written(Function<Value, LogPsi> psi) implements ParticleModel {
    /// One without a node, by its logarithm.
    public static Written positive(UnaryOperator<Value> log) {
        return new Written(x -> LogPsi.positive(log.apply(x)));
    }

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
        return psi.apply(x);
    }
}
