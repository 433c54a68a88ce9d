package ansatz.continuum.model;

import ansatz.continuum.space.ParticleSystem;
import ansatz.engine.execute.DerivativeMatrix;
import ansatz.engine.parallel.Team;
import ansatz.engine.program.Program;
import ansatz.engine.trace.Parameters;
import ansatz.engine.trace.Trace;
import ansatz.engine.trace.Value;
import ansatz.engine.transform.Simplify;
import ansatz.engine.transform.Vjp;
import ansatz.model.Evaluations;
import ansatz.model.TracedDerivatives;
import java.util.List;
import java.util.Optional;

/// A real wave function of particles whose logarithm and sign are a program of one configuration. Configurations
/// are rows `x[walker][particle][axis]`; any number of threads may evaluate at the same time.
public final class ParticleWaveFunction {
    /// The program's input: the positions `[particles, dimension]`.
    public static final String POSITIONS = "x";

    private static final String LOG = "log";
    private static final String LOG_AND_SIGN = "log-and-sign";
    private static final String LOG_AND_GRADIENT = "log-and-gradient";

    private final ParticleModel model;
    private final ParticleSystem system;
    private final Program program;
    private final Parameters parameters;
    private final Evaluations logs;
    private final Evaluations signed;
    private final Evaluations drifts;

    private ParticleWaveFunction(ParticleModel model, ParticleSystem system) {
        this.model = model;
        this.system = system;
        var trace = new Trace();
        var x = positions(trace, system);
        var psi = logPsi(x);
        Value log = psi.log().reshape(1);
        Value gradient = Vjp.gradient(psi.log(), x).reshape(system.coordinates());
        this.program = trace.output(LOG, psi.log())
                .output(LOG_AND_SIGN, Value.concat(0, log, psi.sign().reshape(1)))
                .output(LOG_AND_GRADIENT, Value.concat(0, log, gradient))
                .program();
        this.parameters = trace.parameters();
        this.logs = new Evaluations(program, POSITIONS, LOG);
        this.signed = new Evaluations(program, POSITIONS, LOG_AND_SIGN);
        this.drifts = new Evaluations(program, POSITIONS, LOG_AND_GRADIENT);
    }

    /// The wave function of a model for a system.
    public static ParticleWaveFunction of(ParticleModel model, ParticleSystem system) {
        return new ParticleWaveFunction(model, system);
    }

    /// The input of a program of one configuration.
    public static Value positions(Trace trace, ParticleSystem system) {
        return trace.sample(
                POSITIONS, system.particles().count(), system.space().dimension());
    }

    /// The formula of log |psi|, in the trace of the positions.
    public LogPsi logPsi(Value x) {
        var psi = model.logPsi(x, system);
        // a uniform state has one value for all samples; each sample is to have its own
        return psi.log().type().perSample()
                ? psi
                : new LogPsi(psi.log().plus(x.sum().times(0)), psi.sign());
    }

    /// Whose particles they are.
    public ParticleSystem system() {
        return system;
    }

    /// The number of parameters.
    public int parameterCount() {
        return parameters.count();
    }

    /// First values of the parameters.
    public double[] initialParameters(long seed) {
        return parameters.initial(seed);
    }

    /// Writes log |psi| of each configuration.
    ///
    /// @param count how many configurations x holds at least
    public void logs(double[] theta, double[] x, int count, double[] out) {
        logs.write(theta, x, count, out);
    }

    /// Writes log |psi| and the sign of psi of each configuration, `[configuration][2]`.
    public void logsAndSigns(double[] theta, double[] x, int count, double[] out) {
        signed.write(theta, x, count, out);
    }

    /// Writes log |psi| and its gradient, `[configuration][1 + coordinates]`.
    public void logsAndGradients(double[] theta, double[] x, int count, double[] out) {
        drifts.write(theta, x, count, out);
    }

    /// The determinants that a move of one particle changes in one row, if psi has such.
    public Optional<PlainDeterminants> determinants() {
        return PlainDeterminants.of(model, system);
    }

    /// The derivatives of log |psi| with respect to the parameters, planned.
    public TracedDerivatives derivatives(Team team) {
        var alone = Simplify.apply(program.withOutputs(List.of(program.output(LOG))));
        return new TracedDerivatives(List.of(DerivativeMatrix.of(alone, LOG, team)));
    }
}
