package ansatz.bench;

import ansatz.engine.execute.FloatArguments;
import ansatz.engine.execute.FloatExecutable;
import ansatz.engine.execute.FloatResults;
import ansatz.engine.parallel.Team;
import ansatz.engine.trace.Parameters;
import ansatz.engine.trace.Trace;
import ansatz.engine.transform.Vjp;
import java.util.Arrays;
import java.util.Map;

/// [Training] in single precision: parameters, moments and data are floats.
final class FloatTraining implements Work {
    private static final float RATE = 1e-3f;
    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;
    private static final float EPSILON = 1e-8f;

    /// The losses of so many first steps and the parameters after them are compared.
    private static final int COMPARED = 20;

    private final Team team;
    private final FloatExecutable executable;
    private final FloatArguments arguments;
    private final float[] first;
    private final float[] theta;
    private final float[] g;
    private final float[] m;
    private final float[] v;
    private int t;

    FloatTraining(int rows, int threads) {
        var trace = new Trace();
        int inputs = Models.TRAINING_NETWORK[0];
        var x = trace.sample("x", inputs);
        var y = trace.sample("y", Models.TRAINING_NETWORK[Models.TRAINING_NETWORK.length - 1]);
        trace.output(
                "loss",
                Models.network(trace, x, Models.TRAINING_NETWORK)
                        .minus(y)
                        .square()
                        .mean()
                        .sampleMean());
        Parameters p = trace.parameters();
        String[] names = p.entries().stream().map(e -> e.parameter().name()).toArray(String[]::new);
        this.team = Team.of(threads);
        this.executable = FloatExecutable.of(Vjp.gradient(trace.program(), "loss", names), team);
        this.first = floats(Models.theta(p));
        this.theta = first.clone();
        this.g = new float[theta.length];
        this.m = new float[theta.length];
        this.v = new float[theta.length];
        double[] values = Formulas.inputs(rows, inputs);
        this.arguments = executable
                .arguments()
                .theta(theta)
                .input("x", floats(values))
                .input("y", floats(Formulas.targets(values, inputs)))
                .samples(rows);
        for (var entry : p.entries()) {
            var parameter = entry.parameter();
            arguments.into("grad." + parameter.name(), g, parameter.offset(), 0);
        }
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    @Override
    public void step() {
        descend();
    }

    private float descend() {
        FloatResults results = executable.run(arguments);
        t++;
        float c1 = (float) (1 - Math.pow(BETA1, t));
        float c2 = (float) (1 - Math.pow(BETA2, t));
        for (int k = 0; k < theta.length; k++) {
            m[k] = BETA1 * m[k] + (1 - BETA1) * g[k];
            v[k] = BETA2 * v[k] + (1 - BETA2) * g[k] * g[k];
            theta[k] -= RATE * (m[k] / c1) / ((float) Math.sqrt(v[k] / c2) + EPSILON);
        }
        return results.scalar("loss");
    }

    @Override
    public Map<String, double[]> result() {
        System.arraycopy(first, 0, theta, 0, theta.length);
        Arrays.fill(m, 0);
        Arrays.fill(v, 0);
        t = 0;
        var losses = new double[COMPARED];
        for (int k = 0; k < COMPARED; k++) {
            losses[k] = descend();
        }
        var parameters = new double[theta.length];
        Arrays.setAll(parameters, k -> theta[k]);
        return Map.of("loss", losses, "theta", parameters);
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("threads", Integer.toString(team.size()));
    }

    @Override
    public void close() {
        team.close();
    }
}
