package ansatz.model;

import ansatz.engine.execute.DerivativeMatrix;
import ansatz.engine.execute.Executable;
import ansatz.engine.parallel.Team;
import ansatz.engine.program.Program;
import ansatz.engine.trace.Parameters;
import ansatz.engine.trace.Trace;
import ansatz.engine.transform.Simplify;
import ansatz.lattice.Spins;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A positive wave function whose logarithm is a program of one configuration.
final class TracedWaveFunction implements WaveFunction {
    /// The program's input: the spins of a configuration.
    static final String SPINS = "s";

    /// The program's output: log psi.
    static final String LOG = "log";

    private final Program program;
    private final Parameters parameters;
    private final int sites;

    /// An executable serves one thread at a time: whoever needs one takes it from here and puts it back.
    private final Queue<Executable> idle = new ConcurrentLinkedQueue<>();

    TracedWaveFunction(Trace trace, int sites) {
        this.program = Simplify.apply(trace.program());
        this.parameters = trace.parameters();
        this.sites = sites;
    }

    @Override
    public int sites() {
        return sites;
    }

    @Override
    public int parameterCount() {
        return parameters.count();
    }

    @Override
    public double[] initialParameters(long seed) {
        return parameters.initial(seed);
    }

    @Override
    public void logAmplitudes(double[] theta, Spins s, double[] log, double[] phase) {
        Executable found = idle.poll();
        var executable = found == null ? Executable.of(program) : found;
        var results = executable.run(executable
                .arguments()
                .theta(theta)
                .input(SPINS, configurations(s))
                .samples(s.count()));
        System.arraycopy(results.get(LOG), 0, log, 0, s.count());
        Arrays.fill(phase, 0, s.count(), 0.0);
        idle.add(executable);
    }

    @Override
    public LogDerivatives logDerivatives(double[] theta, Spins s) {
        var alone = Team.of(1);
        return new TracedDerivatives(derivatives(alone)).at(theta, s);
    }

    @Override
    public Ensemble ensemble(int chains) {
        return new TracedEnsemble(this, chains);
    }

    /// The derivatives of log psi, planned.
    DerivativeMatrix derivatives(Team team) {
        return DerivativeMatrix.of(program, LOG, team);
    }

    /// The spins as the program takes them: `[configuration][site]`.
    static double[] configurations(Spins s) {
        var x = new double[s.count() * s.sites()];
        for (int i = 0; i < s.sites(); i++) {
            for (int n = 0; n < s.count(); n++) {
                x[n * s.sites() + i] = s.get(i, n);
            }
        }
        return x;
    }
}
