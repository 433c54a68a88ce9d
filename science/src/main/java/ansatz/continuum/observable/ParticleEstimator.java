package ansatz.continuum.observable;

import ansatz.continuum.model.ParticleWaveFunction;
import ansatz.observable.Quantity;
import java.util.List;

/// An observable of particles at work. For each configuration it gives some numbers, its columns, whose means over
/// |psi|^2 are estimated; what is reported are these means or functions of them.
///
/// @param quantities what is reported
/// @param columns how many numbers a configuration gives
/// @param one what one particle or pair that is counted adds to each column; empty where nothing is counted
/// @param functions what they are
public record ParticleEstimator(List<Quantity> quantities, int columns, double[] one, Functions functions) {
    public ParticleEstimator {
        quantities = List.copyOf(quantities);
    }

    /// Walkers drawn from |psi|^2.
    ///
    /// @param psi their wave function
    /// @param theta its parameters
    /// @param positions of all walkers, `[walker][particle][axis]`
    public record Drawn(ParticleWaveFunction psi, double[] theta, double[] positions) {}

    /// Functions of a configuration.
    @FunctionalInterface
    public interface Functions {
        /// Writes `out[column][walker]` for some walkers. Several threads call it at the same time, each
        /// with other walkers.
        ///
        /// @param drawn all walkers
        /// @param from the first of those asked for
        /// @param to after the last of them
        void of(Drawn drawn, int from, int to, double[][] out);
    }
}
