package ansatz.model;

import ansatz.engine.array.Shape;
import ansatz.engine.trace.Initial;
import ansatz.engine.trace.Trace;
import ansatz.engine.trace.Value;
import ansatz.lattice.Lattice;
import ansatz.schema.Key;
import ansatz.schema.Name;
import java.util.List;

/// A gated recurrent unit that goes over the sites in the order of their numbers: x is the spin of the site before
/// (0
/// at the first), z = sigmoid(U_z h + w_z x + b_z), r = sigmoid(U_r h + w_r x + b_r), n = tanh(r o (U_n h) + w_n x
/// +
/// b_n), h <- (1 - z) o n + z o h; the log-odds of a site are v . h + c.
@Name(
        value = "recurrent",
        summary = "Normalised gated recurrent unit over the sites, psi^2 = prod p(s_i | s_<i)",
        cite = "M. Hibat-Allah and others, Phys. Rev. Research 2, 023358 (2020); K. Cho and others, EMNLP 2014, 1724")
public record Recurrent(
        @Key(value = "width of the state", min = 1, max = 10_000)
        int width,

        @Key(
                value = "standard deviation of the weights of the log-odds, times the root of the width",
                above = 0,
                max = 10)
        double sigma)
        implements AutoregressiveAmplitude {

    /// A state of 8 numbers.
    public static final Recurrent DEFAULTS = new Recurrent(8, 0.5);

    /// The same unit with another width.
    public Recurrent width(int numbers) {
        return new Recurrent(numbers, sigma);
    }

    @Override
    public double parameterCount(Lattice lattice) {
        double w = width;
        return 3 * w * (w + 2) + w + 1;
    }

    @Override
    public Value logOdds(Value s, Lattice lattice) {
        int n = lattice.sites();
        Trace t = s.trace();
        Value u = t.parameter("U", Initial.fanIn(), 3 * width, width);
        Value w = t.parameter("w", Initial.fanIn(), 3 * width, 1);
        Value b = t.parameter("b", Initial.zeros(), 3 * width);
        Value before = Value.concat(0, t.constant(Shape.of(1), 0), s.slice(0, 0, n - 1))
                .reshape(n, 1);
        Value x = before.linear(w).plus(b);
        Value states =
                t.constant(Shape.of(width), 0).scan(List.of(x), List.of(u), (h, in, c) -> next(h, in.get(0), c.get(0)));
        return states.linear(t.parameter("v", Initial.normal(sigma / Math.sqrt(width)), 1, width))
                .plus(t.parameter("c", Initial.zeros(), 1))
                .reshape(n);
    }

    /// @param x what the three gates get from the spin
    private Value next(Value h, Value x, Value u) {
        Value own = h.linear(u);
        Value gates = own.plus(x).slice(0, 0, 2 * width).sigmoid();
        Value z = gates.slice(0, 0, width);
        Value r = gates.slice(0, width, 2 * width);
        Value n = r.times(own.slice(0, 2 * width, 3 * width))
                .plus(x.slice(0, 2 * width, 3 * width))
                .tanh();
        return n.plus(z.times(h.minus(n)));
    }
}
