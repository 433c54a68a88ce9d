package ansatz.model;

import ansatz.lattice.Spins;
import java.util.Arrays;
import java.util.List;

/// psi = psi_1 exp(i log |psi_2|) of two real wave functions; the parameters of psi_1 come first.
record ModulusPhaseFunction(WaveFunction modulus, WaveFunction phase) implements WaveFunction {
    @Override
    public int sites() {
        return modulus.sites();
    }

    @Override
    public int parameterCount() {
        return Math.addExact(modulus.parameterCount(), phase.parameterCount());
    }

    @Override
    public double[] initialParameters(long seed) {
        double[] theta = Arrays.copyOf(modulus.initialParameters(seed), parameterCount());
        // another seed, so that equal amplitudes do not begin with equal parameters
        double[] second = phase.initialParameters(~seed);
        System.arraycopy(second, 0, theta, modulus.parameterCount(), second.length);
        return theta;
    }

    @Override
    public boolean complex() {
        return true;
    }

    double[] first(double[] theta) {
        return Arrays.copyOf(theta, modulus.parameterCount());
    }

    double[] second(double[] theta) {
        return Arrays.copyOfRange(theta, modulus.parameterCount(), theta.length);
    }

    @Override
    public void logAmplitudes(double[] theta, Spins s, double[] log, double[] angle) {
        modulus.logAmplitudes(first(theta), s, log, angle);
        var second = new double[s.count()];
        phase.logAmplitudes(second(theta), s, second, new double[s.count()]);
        for (int n = 0; n < second.length; n++) {
            angle[n] += second[n];
        }
    }

    @Override
    public LogDerivatives logDerivatives(double[] theta, Spins s) {
        return joined(modulus.logDerivatives(first(theta), s), phase.logDerivatives(second(theta), s));
    }

    /// The parameters of psi_1 change real parts only, those of psi_2 imaginary parts only.
    static LogDerivatives joined(LogDerivatives ofModulus, LogDerivatives ofPhase) {
        return new JoinedDerivatives(
                2, List.of(new JoinedDerivatives.Part(ofModulus, 0), new JoinedDerivatives.Part(ofPhase, 1)));
    }

    @Override
    public int block() {
        return Math.min(modulus.block(), phase.block());
    }

    @Override
    public Ensemble ensemble(int[] blocks) {
        return new ModulusPhaseEnsemble(this, blocks);
    }
}
