package ansatz.continuum.model;

import ansatz.continuum.space.ParticleSystem;
import ansatz.continuum.space.Space;
import ansatz.engine.trace.Value;

/// What wave functions read of differences d of positions, of shape `[.., dimension]`: on a torus smooth functions
/// with its period.
final class Separations {
    private Separations() {}

    /// |d|^2, on a torus sum_a (L/pi sin(pi d_a/L))^2, which is |d|^2 up to terms of fourth order; shape `[..]`.
    static Value squared(Value d, Space space) {
        return switch (space) {
            case Space.Open ignored -> d.square().sum(-1);
            case Space.Torus torus ->
                d.times(Math.PI / torus.length())
                        .sin()
                        .times(torus.length() / Math.PI)
                        .square()
                        .sum(-1);
        };
    }

    /// The vector d, on a torus L/(2 pi) sin(2 pi d_a/L), which is d up to terms of third order.
    static Value vector(Value d, Space space) {
        return switch (space) {
            case Space.Open ignored -> d;
            case Space.Torus torus ->
                d.times(2 * Math.PI / torus.length()).sin().times(torus.length() / (2 * Math.PI));
        };
    }

    /// A distance that is smooth where particles meet, in lengths l of the system: s = (1 + r^2/l^2)^(1/2) - 1;
    /// shape `[..]`.
    static Value smooth(Value d, ParticleSystem system) {
        double length = system.scale();
        return squared(d, system.space())
                .times(1 / (length * length))
                .plus(1)
                .sqrt()
                .minus(1);
    }

    /// All that a network is told of differences: d / l and s, on a torus sin(2 pi d/L), cos(2 pi d/L) and s; shape
    /// `[.., features]`.
    static Value features(Value d, ParticleSystem system) {
        Value s = smooth(d, system).insertAxis(-1);
        return switch (system.space()) {
            case Space.Open ignored -> Value.concat(-1, d.times(1 / system.scale()), s);
            case Space.Torus torus -> {
                Value angle = d.times(2 * Math.PI / torus.length());
                yield Value.concat(-1, angle.sin(), angle.cos(), s);
            }
        };
    }

    /// How many [#features(Value, ParticleSystem)] there are.
    static int featureCount(Space space) {
        return switch (space) {
            case Space.Open open -> open.dimension() + 1;
            case Space.Torus torus -> 2 * torus.dimension() + 1;
        };
    }
}
