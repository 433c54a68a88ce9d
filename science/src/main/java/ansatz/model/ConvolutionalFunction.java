package ansatz.model;

import ansatz.lattice.Spins;
import java.util.ArrayList;
import java.util.List;

/// A convolutional network as a wave function: values and derivatives from its formula, chains with tables.
final class ConvolutionalFunction implements WaveFunction {
    /// Chains of a block: tables of a block stay in the cache.
    private static final int BLOCK = 16;

    private final TracedWaveFunction formula;
    private final ConvolutionalShape shape;

    ConvolutionalFunction(TracedWaveFunction formula, ConvolutionalShape shape) {
        this.formula = formula;
        this.shape = shape;
    }

    @Override
    public int sites() {
        return formula.sites();
    }

    @Override
    public int parameterCount() {
        return formula.parameterCount();
    }

    @Override
    public double[] initialParameters(long seed) {
        return formula.initialParameters(seed);
    }

    @Override
    public void logAmplitudes(double[] theta, Spins s, double[] log, double[] phase) {
        formula.logAmplitudes(theta, s, log, phase);
    }

    @Override
    public LogDerivatives logDerivatives(double[] theta, Spins s) {
        return formula.logDerivatives(theta, s);
    }

    @Override
    public int block() {
        return BLOCK;
    }

    @Override
    public Ensemble ensemble(int[] blocks) {
        var tables = new ConvolutionalTables(shape);
        List<Walkers> list = new ArrayList<>();
        for (int size : blocks) {
            list.add(new ConvolutionalWalkers(tables, size));
        }
        return new TracedEnsemble(formula, list, tables);
    }
}
