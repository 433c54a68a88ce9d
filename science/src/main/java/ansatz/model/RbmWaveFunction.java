package ansatz.model;

import ansatz.engine.parallel.Team;
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
        var tables = bound(theta);
        int stride = s.stride();
        var angles = new double[tables.hidden * stride];
        RbmAngles.byHidden(tables, s, angles);
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
        var tables = bound(theta);
        var angles = new double[tables.hidden * s.stride()];
        RbmAngles.byHidden(tables, s, angles);
        var derivatives = new RbmDerivatives(shape, s.count());
        Blocks.copy(s, derivatives.spins, 0);
        for (int k = 0; k < derivatives.tangents.length; k++) {
            derivatives.tangents[k] = Math.tanh(angles[k]);
        }
        return derivatives;
    }

    private RbmTables bound(double[] theta) {
        var tables = new RbmTables(shape, 2);
        try (var alone = Team.of(1)) {
            tables.bind(theta, alone);
        }
        return tables;
    }

    @Override
    public Ensemble ensemble(int chains) {
        return new RbmEnsemble(shape, chains);
    }
}
