package ansatz.model;

import ansatz.engine.execute.DerivativeMatrix;
import ansatz.engine.parallel.Team;
import ansatz.engine.program.Program;
import ansatz.engine.trace.Parameters;
import ansatz.engine.trace.Trace;
import ansatz.engine.trace.Value;
import ansatz.engine.transform.Simplify;
import ansatz.lattice.Lattice;
import ansatz.lattice.Spins;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// A wave function, positive or complex, whose logarithm is a program of one configuration.
final class TracedWaveFunction implements WaveFunction {
    /// The program's input: the spins of a configuration.
    static final String SPINS = "s";

    /// The program's output: log |psi|.
    static final String LOG = "log";

    /// The program's output where psi is complex: arg psi.
    static final String PHASE = "phase";

    /// The program's output where psi is complex: both of them.
    static final String LOG_AND_PHASE = "log-and-phase";

    private final Program program;
    private final Evaluations values;
    private final Parameters parameters;
    private final int sites;
    private final boolean complex;

    TracedWaveFunction(Trace trace, int sites, boolean complex) {
        this.program = trace.program();
        this.values = new Evaluations(program, SPINS, complex ? LOG_AND_PHASE : LOG);
        this.complex = complex;
        this.parameters = trace.parameters();
        this.sites = sites;
    }

    /// The wave function that a formula gives on a lattice.
    static TracedWaveFunction of(TracedAmplitude family, Lattice lattice) {
        var trace = new Trace();
        var s = trace.sample(SPINS, lattice.sites());
        Value log = family.logAmplitude(s, lattice);
        if (family.complex()) {
            trace.output(LOG, log.slice(0, 0, 1))
                    .output(PHASE, log.slice(0, 1, 2))
                    .output(LOG_AND_PHASE, log);
        } else {
            trace.output(LOG, log);
        }
        return new TracedWaveFunction(trace, lattice.sites(), family.complex());
    }

    @Override
    public int sites() {
        return sites;
    }

    @Override
    public boolean complex() {
        return complex;
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
        if (!complex) {
            values.write(theta, configurations(s), s.count(), log);
            Arrays.fill(phase, 0, s.count(), 0.0);
            return;
        }
        var both = new double[2 * s.count()];
        values.write(theta, configurations(s), s.count(), both);
        for (int n = 0; n < s.count(); n++) {
            log[n] = both[2 * n];
            phase[n] = both[2 * n + 1];
        }
    }

    @Override
    public LogDerivatives logDerivatives(double[] theta, Spins s) {
        var alone = Team.of(1);
        return derivatives(alone).at(theta, SPINS, configurations(s), s.count());
    }

    @Override
    public Ensemble ensemble(int[] blocks) {
        return TracedEnsemble.of(this, blocks);
    }

    /// log psi of any configurations: log |psi|, followed by arg psi where psi is complex.
    Evaluations values() {
        return values;
    }

    /// The derivatives of log psi, planned.
    TracedDerivatives derivatives(Team team) {
        return new TracedDerivatives(Stream.of(LOG, PHASE)
                .limit(complex ? 2 : 1)
                .map(output -> DerivativeMatrix.of(
                        Simplify.apply(program.withOutputs(List.of(program.output(output)))), output, team))
                .toList());
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
