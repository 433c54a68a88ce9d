package ansatz.model;

import ansatz.lattice.Spins;
import java.util.Arrays;

/// A restricted Boltzmann machine with complex weights and biases: theta holds all real parts in the order of
/// [RbmShape], then all imaginary parts.
final class ComplexRbmWaveFunction implements WaveFunction {
    private final RbmShape shape;
    private final double sigma;

    ComplexRbmWaveFunction(RbmShape shape, double sigma) {
        this.shape = shape;
        this.sigma = sigma;
    }

    @Override
    public int sites() {
        return shape.sites;
    }

    @Override
    public int parameterCount() {
        return Math.multiplyExact(2, shape.parameters);
    }

    @Override
    public boolean complex() {
        return true;
    }

    @Override
    public double[] initialParameters(long seed) {
        return InitialParameters.gaussian(seed, parameterCount(), sigma);
    }

    @Override
    public void logAmplitudes(double[] theta, Spins s, double[] log, double[] phase) {
        double[] real = Arrays.copyOf(theta, shape.parameters);
        double[] imaginary = Arrays.copyOfRange(theta, shape.parameters, theta.length);
        double[] x = shape.angles(real, s);
        double[] y = shape.angles(imaginary, s);
        for (int n = 0; n < s.count(); n++) {
            double sum = 0;
            double angle = 0;
            for (int i = 0; i < shape.sites; i++) {
                sum += shape.a(real, i) * s.get(i, n);
                angle += shape.a(imaginary, i) * s.get(i, n);
            }
            for (int k = n; k < x.length; k += s.stride()) {
                // log 2 cosh z = z + log(1 + exp(-2z)) for Re z >= 0, without overflow; cosh is even
                double re = Math.abs(x[k]);
                double im = x[k] < 0 ? -y[k] : y[k];
                double e = Math.exp(-2 * re);
                double c = e * Math.cos(2 * im);
                sum += re + 0.5 * Math.log1p(2 * c + e * e);
                angle += im + Math.atan2(-e * Math.sin(2 * im), 1 + c);
            }
            log[n] = sum;
            phase[n] = angle;
        }
    }

    @Override
    public LogDerivatives logDerivatives(double[] theta, Spins s) {
        double[] x = shape.angles(Arrays.copyOf(theta, shape.parameters), s);
        double[] y = shape.angles(Arrays.copyOfRange(theta, shape.parameters, theta.length), s);
        var derivatives = new ComplexRbmDerivatives(shape, s.count());
        Blocks.copy(s, derivatives.real.spins, 0);
        Blocks.copy(s, derivatives.imaginary.spins, 0);
        for (int k = 0; k < x.length; k++) {
            // tanh(x + iy) = (sinh 2x + i sin 2y) / (cosh 2x + cos 2y), both sides over cosh 2x
            double cosh = Math.cosh(Math.min(2 * Math.abs(x[k]), 300));
            double below = 1 + Math.cos(2 * y[k]) / cosh;
            boolean zero = below == 0;
            derivatives.real.tangents[k] = zero ? 0 : Math.tanh(2 * x[k]) / below;
            derivatives.imaginary.tangents[k] = zero ? 0 : Math.sin(2 * y[k]) / cosh / below;
        }
        return derivatives;
    }

    @Override
    public int block() {
        return ComplexRbmEnsemble.block(shape);
    }

    @Override
    public Ensemble ensemble(int[] blocks) {
        return new ComplexRbmEnsemble(shape, blocks);
    }
}
