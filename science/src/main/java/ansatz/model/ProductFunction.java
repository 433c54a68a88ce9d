package ansatz.model;

import ansatz.lattice.Spins;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// psi = prod_k phi_k; the parameters of the first factor come first.
record ProductFunction(List<WaveFunction> factors) implements WaveFunction {
    ProductFunction {
        factors = List.copyOf(factors);
    }

    @Override
    public int sites() {
        return factors.getFirst().sites();
    }

    @Override
    public int parameterCount() {
        return factors.stream().mapToInt(WaveFunction::parameterCount).reduce(0, Math::addExact);
    }

    @Override
    public double[] initialParameters(long seed) {
        var theta = new double[parameterCount()];
        int at = 0;
        for (int k = 0; k < factors.size(); k++) {
            // another seed for each, so that equal amplitudes do not begin with equal parameters
            double[] part = factors.get(k).initialParameters(seed ^ (long) k << Integer.SIZE);
            System.arraycopy(part, 0, theta, at, part.length);
            at += part.length;
        }
        return theta;
    }

    @Override
    public boolean complex() {
        return factors.stream().anyMatch(WaveFunction::complex);
    }

    /// The parameters of each factor.
    List<double[]> split(double[] theta) {
        var parts = new ArrayList<double[]>();
        int at = 0;
        for (var factor : factors) {
            parts.add(Arrays.copyOfRange(theta, at, at + factor.parameterCount()));
            at += factor.parameterCount();
        }
        return parts;
    }

    @Override
    public void logAmplitudes(double[] theta, Spins s, double[] log, double[] phase) {
        Arrays.fill(log, 0, s.count(), 0);
        Arrays.fill(phase, 0, s.count(), 0);
        var parts = split(theta);
        var oneLog = new double[s.count()];
        var onePhase = new double[s.count()];
        for (int k = 0; k < factors.size(); k++) {
            factors.get(k).logAmplitudes(parts.get(k), s, oneLog, onePhase);
            for (int n = 0; n < s.count(); n++) {
                log[n] += oneLog[n];
                phase[n] += onePhase[n];
            }
        }
        if (!complex()) {
            for (int n = 0; n < s.count(); n++) {
                // signs, whose product is again a sign
                phase[n] = Math.cos(phase[n]) < 0 ? Math.PI : 0;
            }
        }
    }

    @Override
    public LogDerivatives logDerivatives(double[] theta, Spins s) {
        var parts = split(theta);
        var derivatives = new ArrayList<LogDerivatives>();
        for (int k = 0; k < factors.size(); k++) {
            derivatives.add(factors.get(k).logDerivatives(parts.get(k), s));
        }
        return joined(derivatives);
    }

    /// The derivatives of the product from those of its factors.
    LogDerivatives joined(List<LogDerivatives> ofFactors) {
        return new JoinedDerivatives(
                complex() ? 2 : 1,
                ofFactors.stream()
                        .map(derivatives -> new JoinedDerivatives.Part(derivatives, 0))
                        .toList());
    }

    @Override
    public int block() {
        return factors.stream().mapToInt(WaveFunction::block).min().orElseThrow();
    }

    @Override
    public Ensemble ensemble(int[] blocks) {
        return new ProductEnsemble(this, blocks);
    }
}
