package ansatz.model;

import ansatz.engine.random.RandomStream;
import ansatz.lattice.Spins;

/// A restricted Boltzmann machine on a lattice.
final class RbmWaveFunction implements WaveFunction {
    /// The stream of random numbers of the first parameters.
    private static final int INITIAL = 4;

    private final RbmShape shape;
    private final double sigma;

    RbmWaveFunction(RbmShape shape, double sigma) {
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
        var theta = new double[shape.parameters];
        RandomStream.of(seed, INITIAL, 0, 0).gaussian(theta, 0, theta.length);
        for (int k = 0; k < theta.length; k++) {
            theta[k] *= sigma;
        }
        return theta;
    }

    @Override
    public void logAmplitudes(double[] theta, Spins s, double[] log, double[] phase) {
        int stride = s.stride();
        double[] angles = shape.angles(theta, s);
        for (int n = 0; n < s.count(); n++) {
            double sum = 0;
            for (int i = 0; i < shape.sites; i++) {
                sum += shape.a(theta, i) * s.get(i, n);
            }
            for (int j = 0; j < shape.hidden; j++) {
                // log 2 cosh x = |x| + log(1 + exp(-2|x|)), without overflow
                double x = Math.abs(angles[j * stride + n]);
                sum += x + Math.log1p(Math.exp(-2 * x));
            }
            log[n] = sum;
            phase[n] = 0;
        }
    }

    @Override
    public LogDerivatives logDerivatives(double[] theta, Spins s) {
        double[] angles = shape.angles(theta, s);
        var derivatives = new RbmDerivatives(shape, s.count());
        Blocks.copy(s, derivatives.spins, 0);
        for (int k = 0; k < derivatives.tangents.length; k++) {
            derivatives.tangents[k] = Math.tanh(angles[k]);
        }
        return derivatives;
    }

    @Override
    public int block() {
        return RbmEnsemble.block(shape);
    }

    @Override
    public Ensemble ensemble(int[] blocks) {
        return new RbmEnsemble(shape, blocks);
    }
}
