package ansatz.bench;

import ansatz.engine.array.Shape;
import ansatz.engine.trace.Initial;
import ansatz.engine.trace.Parameters;
import ansatz.engine.trace.Trace;
import ansatz.engine.trace.Value;

/// The models of bench/models.md as functions of one sample.
final class Models {
    static final int[] ENERGY_NETWORK = {42, 64, 64, 1};
    static final int[] TRAINING_NETWORK = {4, 32, 16, 4};

    static final int PARTICLES = 14;
    private static final int WIDTH = 32;
    private static final int DETERMINANTS = 2;

    private Models() {}

    /// A tanh network of the given widths with a linear last layer.
    static Value network(Trace t, Value x, int... widths) {
        Value h = x;
        for (int l = 1; l < widths.length; l++) {
            h = dense(t, h, Integer.toString(l), widths[l]);
            if (l < widths.length - 1) {
                h = h.tanh();
            }
        }
        return h;
    }

    /// log|psi| of the pair model for a configuration x `[14, 3]`.
    static Value pair(Trace t, Value x) {
        Value d = x.insertAxis(1).minus(x.insertAxis(0));
        Value r = d.square().sum(2).plus(identity(t)).sqrt();
        Value p = dense(t, Value.concat(2, d, r.insertAxis(2)), "pair1", WIDTH).tanh();
        Value g = dense(t, p, "pair2", WIDTH).tanh().mean(1);
        Value e = dense(t, x, "one", WIDTH).tanh();
        Value h = dense(t, Value.concat(1, e, g), "mix", WIDTH).tanh();
        Value q = dense(t, h, "orbital", DETERMINANTS * PARTICLES);
        Value z = t.parameter("exponent", Initial.constant(1), DETERMINANTS * PARTICLES);
        Value phi = q.times(x.square().sum(1).insertAxis(1).times(z).times(-0.5).exp());
        Value m = phi.reshape(PARTICLES, DETERMINANTS, PARTICLES).transpose(1, 0, 2);
        Value log = m.logAbsDeterminant();
        Value top = log.max(0).stopGradient();
        return m.signDeterminant().times(log.minus(top).exp()).sum().abs().log().plus(top);
    }

    /// The initial theta of bench/models.md: weights `[out, in]` scaled by sqrt(2 / in), biases by 0.1,
    /// exponents around 1.
    static double[] theta(Parameters parameters) {
        double[] theta = new double[parameters.count()];
        for (Parameters.Entry entry : parameters.entries()) {
            Shape shape = entry.parameter().shape();
            boolean exponent = entry.parameter().name().equals("exponent");
            double scale = shape.rank() == 2 ? Math.sqrt(2.0 / shape.extent(1)) : 0.1;
            int offset = entry.parameter().offset();
            for (int i = offset; i < offset + shape.size(); i++) {
                theta[i] = (exponent ? 1 : 0) + scale * Formulas.wave(i + 1L, 0);
            }
        }
        return theta;
    }

    static Value dense(Trace t, Value x, String name, int outputs) {
        int inputs = x.shape().extent(x.shape().rank() - 1);
        Value w = t.parameter("W." + name, Initial.fanIn(), outputs, inputs);
        Value b = t.parameter("b." + name, Initial.zeros(), outputs);
        return x.linear(w).plus(b);
    }

    private static Value identity(Trace t) {
        double[] delta = new double[PARTICLES * PARTICLES];
        for (int i = 0; i < PARTICLES; i++) {
            delta[i * PARTICLES + i] = 1;
        }
        return t.constant(Shape.of(PARTICLES, PARTICLES), delta);
    }
}
