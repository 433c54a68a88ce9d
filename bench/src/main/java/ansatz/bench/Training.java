package ansatz.bench;

import ansatz.engine.execute.Arguments;
import ansatz.engine.execute.Executable;
import ansatz.engine.execute.Results;
import ansatz.engine.parallel.Team;
import ansatz.engine.trace.Parameters;
import ansatz.engine.trace.Trace;
import ansatz.engine.transform.Vjp;
import ansatz.optimizer.Adam;
import java.util.Arrays;
import java.util.Map;

/// Full-batch steps of Adam (D. P. Kingma and J. Ba, arXiv:1412.6980, algorithm 1) on the mean squared error.
final class Training implements Work {
    /// The losses of so many first steps and the parameters after them are compared.
    private static final int COMPARED = 20;

    private final Team team;
    private final Executable executable;
    private final Arguments arguments;
    private final double[] first;
    private final double[] theta;
    private final double[] g;
    private final double[] m;
    private final double[] v;
    private int t;

    Training(int rows, int threads) {
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
        this.executable = Executable.of(Vjp.gradient(trace.program(), "loss", names), team);
        this.first = Models.theta(p);
        this.theta = first.clone();
        this.g = new double[theta.length];
        this.m = new double[theta.length];
        this.v = new double[theta.length];
        double[] values = Formulas.inputs(rows, inputs);
        this.arguments = executable
                .arguments()
                .theta(theta)
                .input("x", values)
                .input("y", Formulas.targets(values, inputs))
                .samples(rows);
        for (var entry : p.entries()) {
            var parameter = entry.parameter();
            arguments.into("grad." + parameter.name(), g, parameter.offset(), 0);
        }
    }

    @Override
    public void step() {
        descend();
    }

    private double descend() {
        Results results = executable.run(arguments);
        Adam.DEFAULTS.advance(t++, g, m, v, theta);
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
        return Map.of("loss", losses, "theta", theta.clone());
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
