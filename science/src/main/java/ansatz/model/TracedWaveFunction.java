package ansatz.model;

import ansatz.engine.execute.DerivativeMatrix;
import ansatz.engine.parallel.Team;
import ansatz.engine.trace.Parameters;
import ansatz.engine.trace.Trace;
import ansatz.lattice.Spins;
import java.util.Arrays;

/// A positive wave function whose logarithm is a program of one configuration.
final class TracedWaveFunction implements WaveFunction {
    /// The program's input: the spins of a configuration.
    static final String SPINS = "s";

    /// The program's output: log psi.
    static final String LOG = "log";

    private final Evaluations values;
    private final Parameters parameters;
    private final int sites;

    TracedWaveFunction(Trace trace, int sites) {
        this.values = new Evaluations(trace.program(), LOG);
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
        values.write(theta, configurations(s), s.count(), log);
        Arrays.fill(phase, 0, s.count(), 0.0);
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

    /// log psi of any configurations.
    Evaluations values() {
        return values;
    }

    /// The derivatives of log psi, planned.
    DerivativeMatrix derivatives(Team team) {
        return DerivativeMatrix.of(values.program(), LOG, team);
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
