package ansatz.continuum.observable;

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

    /// Functions of a configuration.
    @FunctionalInterface
    public interface Functions {
        /// Writes `out[column][walker]` for some walkers. Several threads call it at the same time, each
        /// with other
        /// walkers.
        ///
        /// @param positions of all walkers, `[walker][particle][axis]`
        /// @param from the first of the walkers
        /// @param to after the last of them
        void of(double[] positions, int from, int to, double[][] out);
    }
}
