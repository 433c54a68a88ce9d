package ansatz.model;

import ansatz.engine.trace.Value;
import ansatz.lattice.Lattice;
import ansatz.schema.Problems;

/// A family of wave functions, positive or complex, that is written down as a formula for one configuration;
/// values,
/// log-derivatives and Markov chains come from the formula.
///
/// {@snippet :
/// record Gauss(double sigma) implements TracedAmplitude {
///     public Value logAmplitude(Value s, Lattice lattice) {
///         var w = s.trace().parameter("w", Initial.normal(sigma), lattice.sites());
///         return w.dot(s).square().negate();
///     }
///
///     public double parameterCount(Lattice lattice) {
///         return lattice.sites();
///     }
/// }
/// }
public interface TracedAmplitude extends Amplitude {
    /// log psi of one configuration: one number where psi is positive, log |psi| and arg psi (radians) where
    /// [#complex()]. Parameters are those that the formula defines in the trace of the spins.
    ///
    /// @param s the spins, -1 or 1, of shape [sites]
    /// @param lattice where they sit
    /// @return of shape [] or [1], or of shape [2] where psi is complex
    Value logAmplitude(Value s, Lattice lattice);

    @Override
    default double tableSize(Lattice lattice) {
        // a chain holds its configuration, the proposed one, and the values of both
        return 2.0 * lattice.sites() + 8;
    }

    @Override
    default void check(Lattice lattice, Problems problems) {
        // serves every lattice
    }

    @Override
    default WaveFunction on(Lattice lattice) {
        return TracedWaveFunction.of(this, lattice);
    }
}
