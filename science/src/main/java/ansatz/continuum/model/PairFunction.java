package ansatz.continuum.model;

import ansatz.continuum.space.ParticleSystem;
import ansatz.engine.trace.Initial;
import ansatz.engine.trace.Value;
import java.util.List;

/// A network of the smooth distance of two particles and of whether they are of one species: symmetric, without a
/// cusp.
final class PairFunction {
    private PairFunction() {}

    /// The number of its parameters.
    static double parameterCount(List<Integer> widths) {
        return Network.count(2, widths) + Network.last(2, widths);
    }

    /// The function of each pair, of shape `[pairs]`.
    ///
    /// @param d the differences of the pairs
    /// @param name of its parameters
    /// @param last how the last layer begins
    static Value of(Value d, Pairs pairs, ParticleSystem system, String name, List<Integer> widths, Initial last) {
        Value s = Separations.smooth(d, system);
        Value kind = pairs.constant(d.trace(), 1, -1);
        Value h = Network.hidden(Value.stack(1, s, kind), name, widths);
        return h.dot(d.trace().parameter(name + ".v", last, Network.last(2, widths)));
    }
}
