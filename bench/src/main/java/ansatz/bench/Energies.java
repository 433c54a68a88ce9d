package ansatz.bench;

import ansatz.engine.execute.Arguments;
import ansatz.engine.execute.Executable;
import ansatz.engine.parallel.Team;
import ansatz.engine.trace.Trace;
import ansatz.engine.trace.Value;
import ansatz.engine.transform.ForwardLaplacian;
import ansatz.engine.transform.Simplify;
import java.util.Arrays;
import java.util.Map;
import java.util.function.BiFunction;

/// Values and local energies `E_L = -1/2 (lap f + |grad f|^2) + 1/2 |x|^2` of f = log|psi|.
final class Energies implements Work {
    private final Team team;
    private final Executable executable;
    private final Arguments arguments;
    private final String output;
    private final int samples;

    private Energies(
            String output,
            boolean energy,
            int samples,
            int threads,
            BiFunction<Trace, Value, Value> logPsi,
            int... shape) {
        var t = new Trace();
        Value x = t.sample("x", shape);
        Value f = logPsi.apply(t, x).reshape();
        t.output(output, energy ? localEnergy(f, x) : f);
        this.output = output;
        this.samples = samples;
        this.team = Team.of(threads);
        this.executable = Executable.of(Simplify.apply(t.program()), team);
        this.arguments = executable
                .arguments()
                .theta(Models.theta(t.parameters()))
                .input("x", Formulas.inputs(samples, x.shape().size()))
                .samples(samples);
    }

    static Energies network(int threads) {
        return new Energies("energy", true, 4096, threads, (t, x) -> Models.network(t, x, Models.ENERGY_NETWORK), 42);
    }

    static Energies pair(int threads) {
        return new Energies("energy", true, 512, threads, Models::pair, Models.PARTICLES, 3);
    }

    static Energies pairValue(int threads) {
        return new Energies("log_psi", false, 512, threads, Models::pair, Models.PARTICLES, 3);
    }

    static Value localEnergy(Value f, Value x) {
        var d = ForwardLaplacian.of(f, x);
        return d.laplacian()
                .plus(d.gradient().square().sum())
                .times(-0.5)
                .plus(x.square().sum().times(0.5));
    }

    @Override
    public void step() {
        executable.run(arguments);
    }

    @Override
    public Map<String, double[]> result() {
        return Map.of(output, Arrays.copyOf(executable.run(arguments).get(output), samples));
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
