package ansatz.continuum.model;

import ansatz.continuum.space.ParticleSystem;
import ansatz.continuum.space.Space;
import ansatz.engine.array.Shape;
import ansatz.engine.trace.Value;

/// Features of all ordered pairs of particles, i = j included, as an array `[particles, particles, features]`:
/// smooth everywhere, so that a cusp can be exact by way of a factor of its own, and with the period
/// of a torus.
final class Grid {
    private Grid() {}

    /// Features of x_i - x_j ([Separations]) and 1 where i and j are of one species, else -1; shape
    /// `[n, n, features + 1]`.
    static Value pairs(Value x, ParticleSystem system) {
        int n = system.particles().count();
        Value d = x.insertAxis(1).minus(x.insertAxis(0));
        return Value.concat(
                2, Separations.features(d, system), alike(x, system, 1, -1).reshape(n, n, 1));
    }

    /// How many features a pair has.
    static int pairFeatures(Space space) {
        return Separations.featureCount(space) + 1;
    }

    /// A constant matrix `[n, n]`: one number for particles of one species, i = j among them, another for others.
    static Value alike(Value x, ParticleSystem system, double ofAlike, double ofDifferent) {
        int n = system.particles().count();
        var numbers = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                boolean same =
                        system.particles().speciesOf(i) == system.particles().speciesOf(j);
                numbers[i * n + j] = same ? ofAlike : ofDifferent;
            }
        }
        return x.trace().constant(Shape.of(n, n), numbers);
    }
}
