package ansatz.bench;

import ansatz.engine.execute.Arguments;
import ansatz.engine.execute.Executable;
import ansatz.engine.parallel.Team;
import ansatz.engine.program.Program;
import ansatz.engine.trace.Parameters;
import ansatz.engine.trace.Trace;
import ansatz.engine.transform.Vjp;
import java.util.Map;

/// The rows `d f(x_s) / d theta` of all samples, written into one matrix `[samples][parameters]`.
final class GradientRows implements Work {
    private static final int SAMPLES = 4096;

    private final Team team;
    private final Executable executable;
    private final Arguments arguments;
    private final double[] rows;
    private final int parameters;

    GradientRows(int threads) {
        var t = new Trace();
        var x = t.sample("x", 42);
        t.output("f", Models.network(t, x, Models.ENERGY_NETWORK).reshape());
        Parameters p = t.parameters();
        String[] names = p.entries().stream().map(e -> e.parameter().name()).toArray(String[]::new);
        Program program = Vjp.rows(t.program(), "f", names);
        this.team = Team.of(threads);
        this.executable = Executable.of(program, team);
        this.parameters = p.count();
        this.rows = new double[SAMPLES * parameters];
        this.arguments = executable
                .arguments()
                .theta(Models.theta(p))
                .input("x", Formulas.inputs(SAMPLES, 42))
                .samples(SAMPLES);
        for (var entry : p.entries()) {
            var parameter = entry.parameter();
            arguments.into("grad." + parameter.name(), rows, parameter.offset(), parameters);
        }
    }

    @Override
    public void step() {
        executable.run(arguments);
    }

    @Override
    public Map<String, double[]> result() {
        step();
        double[] u = Formulas.weights(parameters);
        double[] v = Formulas.weights(SAMPLES);
        var byRow = new double[SAMPLES];
        var byColumn = new double[parameters];
        for (int s = 0; s < SAMPLES; s++) {
            for (int k = 0; k < parameters; k++) {
                double element = rows[s * parameters + k];
                byRow[s] += element * u[k];
                byColumn[k] += element * v[s];
            }
        }
        return Map.of("rows", byRow, "columns", byColumn);
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("threads", Integer.toString(team.size()), "memory", "one matrix, written again each time");
    }

    @Override
    public void close() {
        team.close();
    }
}
