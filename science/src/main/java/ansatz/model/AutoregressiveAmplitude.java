package ansatz.model;

import ansatz.engine.trace.Trace;
import ansatz.engine.trace.Value;
import ansatz.lattice.Lattice;

/// A family of normalised positive wave functions that is written down as a formula for conditional probabilities:
/// psi(s)^2 = prod_i p(s_i | s_1 .. s_(i-1)) with p(1 | ..) = 1 / (1 + exp(-f_i)), sites in the order of their
/// numbers. Configurations can be drawn one spin after the other, independent of each other.
public interface AutoregressiveAmplitude extends TracedAmplitude {
    /// The f_i of one configuration. Parameters are those that the formula defines in the trace of the spins.
    ///
    /// @param s the spins, -1 or 1, of shape [sites]
    /// @param lattice where they sit
    /// @return shape [sites]; element i depends on the spins before i only
    Value logOdds(Value s, Lattice lattice);

    @Override
    default Value logAmplitude(Value s, Lattice lattice) {
        return logAmplitude(s, logOdds(s, lattice));
    }

    private static Value logAmplitude(Value s, Value logOdds) {
        return s.times(logOdds).negate().softplus().sum().times(-0.5);
    }

    @Override
    default boolean autoregressive() {
        return true;
    }

    @Override
    default WaveFunction on(Lattice lattice) {
        var trace = new Trace();
        var s = trace.sample(TracedWaveFunction.SPINS, lattice.sites());
        var logOdds = logOdds(s, lattice);
        trace.output(TracedAutoregressive.LOG_ODDS, logOdds);
        trace.output(TracedWaveFunction.LOG, logAmplitude(s, logOdds));
        return new TracedAutoregressive(trace, lattice.sites());
    }
}
