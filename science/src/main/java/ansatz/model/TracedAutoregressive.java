package ansatz.model;

import ansatz.engine.trace.Trace;
import ansatz.lattice.Spins;

/// An autoregressive wave function whose conditional probabilities are a program of one configuration.
final class TracedAutoregressive implements Autoregressive {
    /// The program's output: the log-odds of all sites.
    static final String LOG_ODDS = "log-odds";

    private final TracedWaveFunction psi;
    private final Evaluations logOdds;
    private final int sites;

    TracedAutoregressive(Trace trace, int sites) {
        this.psi = new TracedWaveFunction(trace, sites, false);
        this.logOdds = new Evaluations(trace.program(), TracedWaveFunction.SPINS, LOG_ODDS);
        this.sites = sites;
    }

    @Override
    public int sites() {
        return sites;
    }

    @Override
    public int parameterCount() {
        return psi.parameterCount();
    }

    @Override
    public double[] initialParameters(long seed) {
        return psi.initialParameters(seed);
    }

    @Override
    public void logAmplitudes(double[] theta, Spins s, double[] log, double[] phase) {
        psi.logAmplitudes(theta, s, log, phase);
    }

    @Override
    public LogDerivatives logDerivatives(double[] theta, Spins s) {
        return psi.logDerivatives(theta, s);
    }

    @Override
    public Ensemble ensemble(int[] blocks) {
        return psi.ensemble(blocks);
    }

    @Override
    public void logOdds(double[] theta, Spins s, int site, double[] out) {
        var all = new double[s.count() * sites];
        logOdds.write(theta, TracedWaveFunction.configurations(s), s.count(), all);
        for (int n = 0; n < s.count(); n++) {
            out[n] = all[n * sites + site];
        }
    }
}
