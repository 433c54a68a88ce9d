package ansatz.continuum.problem;

import ansatz.continuum.space.ParticleSystem;
import ansatz.engine.array.Shape;
import ansatz.engine.trace.Value;
import java.util.function.UnaryOperator;

/// The sum over all particles of a potential v(x_i).
///
/// @param formula of positions `[particles, dimension]`, one number a particle: `[particles]`
public record OneBody(UnaryOperator<Value> formula) implements Potential {
    /// w^2 r^2 / 2 for a mass of 1, with a frequency for each axis.
    static OneBody harmonic(double... frequencies) {
        double[] halves = new double[frequencies.length];
        for (int a = 0; a < halves.length; a++) {
            halves[a] = 0.5 * frequencies[a] * frequencies[a];
        }
        return new OneBody(x -> x.square().dot(x.trace().constant(Shape.of(halves.length), halves)));
    }

    @Override
    public Value of(Value x, ParticleSystem system) {
        return Formulas.sum(formula.apply(x), system.particles().count(), "one-body potential", "particle");
    }
}
