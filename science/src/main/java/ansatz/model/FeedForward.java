package ansatz.model;

import ansatz.engine.trace.Initial;
import ansatz.engine.trace.Value;
import ansatz.lattice.Lattice;
import ansatz.schema.Key;
import ansatz.schema.Name;
import java.util.List;

/// A feed-forward network: h_0 = s, h_l = tanh(W_l h_(l-1) + b_l), log psi = v . h_L.
@Name(
        value = "feed-forward",
        summary = "Feed-forward network, h_l = tanh(W_l h_(l-1) + b_l), log psi = v . h_L",
        cite = "Z. Cai and J. Liu, Phys. Rev. B 97, 035116 (2018)")
public record FeedForward(
        @Key(value = "hidden units of each layer, from the spins on", min = 1, max = 100_000)
        List<Integer> widths,

        @Key(
                value = "standard deviation of the weights of the last layer, times the root of its width",
                above = 0,
                max = 10)
        double sigma)
        implements TracedAmplitude {

    /// Two layers of 32 units.
    public static final FeedForward DEFAULTS = new FeedForward(List.of(32, 32), 0.1);

    /// The same network with other layers.
    public FeedForward widths(Integer... units) {
        return new FeedForward(List.of(units), sigma);
    }

    @Override
    public double parameterCount(Lattice lattice) {
        double count = 0;
        double inputs = lattice.sites();
        for (int width : widths) {
            count += (inputs + 1) * width;
            inputs = width;
        }
        return count + inputs;
    }

    @Override
    public Value logAmplitude(Value s, Lattice lattice) {
        var trace = s.trace();
        Value h = s;
        int inputs = lattice.sites();
        for (int l = 0; l < widths.size(); l++) {
            int units = widths.get(l);
            var weights = trace.parameter("W" + (l + 1), Initial.fanIn(), units, inputs);
            var bias = trace.parameter("b" + (l + 1), Initial.zeros(), units);
            h = h.linear(weights).plus(bias).tanh();
            inputs = units;
        }
        return trace.parameter("v", Initial.normal(sigma / Math.sqrt(inputs)), inputs)
                .dot(h);
    }
}
