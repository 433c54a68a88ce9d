package ansatz.model;

import ansatz.engine.linalg.GaussJordan;
import ansatz.lattice.Spins;

/// A product of pairs on a lattice.
final class PairWaveFunction implements WaveFunction {
    private static final int BLOCK = 8;

    final PairShape shape;
    private final double sigma;

    PairWaveFunction(PairShape shape, double sigma) {
        this.shape = shape;
        this.sigma = sigma;
    }

    @Override
    public int sites() {
        return shape.sites;
    }

    @Override
    public int parameterCount() {
        return shape.parameters;
    }

    @Override
    public double[] initialParameters(long seed) {
        double[] theta = shape.meanField();
        double[] noise = InitialParameters.gaussian(seed, shape.parameters, sigma);
        for (int k = 0; k < theta.length; k++) {
            theta[k] += noise[k];
        }
        return theta;
    }

    @Override
    public void logAmplitudes(double[] theta, Spins s, double[] log, double[] phase) {
        double[] f = shape.table(theta);
        var pairs = new PairConfiguration(shape);
        var matrix = new double[shape.pairs * shape.pairs];
        var elimination = new GaussJordan(shape.pairs);
        for (int n = 0; n < s.count(); n++) {
            boolean regular = pairs.read(s, n) && pairs.invert(f, elimination, matrix);
            log[n] = regular ? elimination.logDeterminant() : Double.NEGATIVE_INFINITY;
            phase[n] = regular && elimination.sign() * pairs.parity() < 0 ? Math.PI : 0;
        }
    }

    @Override
    public LogDerivatives logDerivatives(double[] theta, Spins s) {
        double[] f = shape.table(theta);
        var derivatives = new StoredDerivatives(shape.parameters, s.count(), 1);
        var pairs = new PairConfiguration(shape);
        var matrix = new double[shape.pairs * shape.pairs];
        var elimination = new GaussJordan(shape.pairs);
        for (int n = 0; n < s.count(); n++) {
            if (pairs.read(s, n) && pairs.invert(f, elimination, matrix)) {
                pairs.addDerivatives(matrix, 0, 1, shape.pairs, derivatives, n);
            }
        }
        return derivatives;
    }

    @Override
    public int block() {
        return BLOCK;
    }

    @Override
    public Ensemble ensemble(int[] blocks) {
        return new PairEnsemble(shape, blocks);
    }
}
