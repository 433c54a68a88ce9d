package ansatz.model;

import ansatz.engine.array.Shape;
import ansatz.engine.trace.Initial;
import ansatz.engine.trace.Trace;
import ansatz.engine.trace.Value;
import ansatz.lattice.Lattice;
import ansatz.schema.Key;
import ansatz.schema.Name;
import java.util.Arrays;

/// A feed-forward network whose connections go from earlier sites to later ones only. Each site has a group of
/// hidden
/// units in each layer: h_1 of site i reads the spins before i, h_l the h_(l-1) of the sites up to i, and the
/// log-odds f_i the last h of the sites up to i.
@Name(
        value = "autoregressive",
        summary = "Normalised network with connections from earlier sites to later ones, psi^2 = prod p(s_i | s_<i)",
        cite = "M. Germain, K. Gregor, I. Murray and H. Larochelle, ICML 2015; O. Sharir and others, Phys. Rev. Lett."
                + " 124, 020503 (2020)")
public record Made(
        @Key(value = "hidden units of each site in a layer", min = 1, max = 10_000)
        int width,

        @Key(value = "hidden layers", min = 1, max = 100) int layers,

        @Key(
                value = "standard deviation of the weights of the log-odds, times the root of how many there are",
                above = 0,
                max = 10)
        double sigma)
        implements AutoregressiveAmplitude {

    /// One layer of four units a site.
    public static final Made DEFAULTS = new Made(4, 1, 0.5);

    /// The same network with so many layers of so many units a site.
    public Made size(int width, int layers) {
        return new Made(width, layers, sigma);
    }

    @Override
    public double parameterCount(Lattice lattice) {
        double n = lattice.sites();
        double before = n * (n - 1) / 2;
        double upTo = n * (n + 1) / 2;
        return width * before + (layers - 1) * upTo * width * width + layers * n * width + upTo * width + n;
    }

    @Override
    public Value logOdds(Value s, Lattice lattice) {
        int n = lattice.sites();
        Trace t = s.trace();
        Value h = s;
        for (int l = 1; l <= layers; l++) {
            Value weights = l == 1 ? masked(t, "W1", 1, n, width, 1, 0) : masked(t, "W" + l, 1, n, width, width, 1);
            h = h.linear(weights)
                    .plus(t.parameter("b" + l, Initial.zeros(), n * width))
                    .tanh();
        }
        return h.linear(masked(t, "v", sigma, n, 1, width, 1)).plus(t.parameter("c", Initial.zeros(), n));
    }

    /// A matrix [n `out`, n `in`] of blocks, one for each pair of sites, that holds parameters where the second
    /// site
    /// is before the first (or the same one, with `own` 1), and zeros elsewhere.
    private static Value masked(Trace t, String name, double scale, int n, int out, int in, int own) {
        var index = new int[n * out * n * in];
        Arrays.fill(index, -1);
        int count = 0;
        for (int i = 0; i < n * out; i++) {
            for (int j = 0; j < (i / out + own) * in; j++) {
                index[i * n * in + j] = count++;
            }
        }
        var initial = Initial.normal(scale / Math.sqrt(n * in / 2.0));
        return t.parameter(name, initial, count).gather(Shape.of(n * out, n * in), index);
    }
}
