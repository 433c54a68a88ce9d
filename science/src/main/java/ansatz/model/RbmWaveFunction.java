package ansatz.model;

import ansatz.engine.kernel.Kernels;
import ansatz.lattice.Spins;
import java.util.Arrays;

/// A restricted Boltzmann machine on a lattice.
final class RbmWaveFunction implements WaveFunction {
    /// Factors of at most 2 whose product is in the range of a double.
    private static final int FACTORS = 1000;

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
        return InitialParameters.gaussian(seed, shape.parameters, sigma);
    }

    @Override
    public void logAmplitudes(double[] theta, Spins s, double[] log, double[] phase) {
        int stride = s.stride();
        double[] angles = shape.angles(theta, s);
        double[] visible = s.values();
        var sum = new double[stride];
        for (int i = 0; shape.visibleBias && i < shape.sites; i++) {
            Kernels.best().arithmetic().axpy(shape.a(theta, i), visible, i * stride, sum, 0, stride);
        }
        // log 2 cosh x = |x| + log(1 + exp(-2|x|)), without overflow
        for (int j = 0; j < shape.hidden; j++) {
            int at = j * stride;
            for (int n = 0; n < stride; n++) {
                double x = Math.abs(angles[at + n]);
                sum[n] += x;
                angles[at + n] = -2 * x;
            }
        }
        Kernels.best().functions().exp(angles, 0, angles, 0, angles.length);
        // one logarithm of a product of factors from 1 to 2
        var product = new double[stride];
        for (int j = 0; j < shape.hidden; ) {
            int end = Math.min(shape.hidden, j + FACTORS);
            Arrays.fill(product, 1.0);
            for (; j < end; j++) {
                int at = j * stride;
                for (int n = 0; n < stride; n++) {
                    product[n] *= 1 + angles[at + n];
                }
            }
            for (int n = 0; n < s.count(); n++) {
                sum[n] += Math.log(product[n]);
            }
        }
        System.arraycopy(sum, 0, log, 0, s.count());
        Arrays.fill(phase, 0, s.count(), 0.0);
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
