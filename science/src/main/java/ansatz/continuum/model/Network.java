package ansatz.continuum.model;

import ansatz.engine.trace.Initial;
import ansatz.engine.trace.Trace;
import ansatz.engine.trace.Value;
import java.util.List;

/// Dense layers on the last axis: h_l = tanh(W_l h_(l-1) + b_l).
final class Network {
    private Network() {}

    /// The last hidden layer of a network.
    ///
    /// @param x `[.., inputs]`
    /// @param name of its parameters
    static Value hidden(Value x, String name, List<Integer> widths) {
        Value h = x;
        for (int l = 0; l < widths.size(); l++) {
            h = affine(h, name + ".W" + (l + 1), name + ".b" + (l + 1), Initial.fanIn(), widths.get(l))
                    .tanh();
        }
        return h;
    }

    /// W h + b with b = 0 at first.
    static Value affine(Value h, String weights, String bias, Initial initial, int outputs) {
        Trace trace = h.trace();
        int inputs = h.shape().extent(h.shape().rank() - 1);
        return h.linear(trace.parameter(weights, initial, outputs, inputs))
                .plus(trace.parameter(bias, Initial.zeros(), outputs));
    }

    /// The number of parameters of [#hidden].
    static double count(double inputs, List<Integer> widths) {
        double count = 0;
        for (int width : widths) {
            count += (inputs + 1) * width;
            inputs = width;
        }
        return count;
    }

    /// The width of what [#hidden] yields.
    static int last(int inputs, List<Integer> widths) {
        return widths.isEmpty() ? inputs : widths.getLast();
    }
}
