package ansatz.model;

import ansatz.engine.random.RandomStream;

/// The random numbers that parameters begin with.
final class InitialParameters {
    private static final int STREAM = 4;

    private InitialParameters() {}

    /// Independent Gaussian numbers of mean 0.
    ///
    /// @param seed the same seed gives the same numbers
    /// @param sigma their standard deviation
    static double[] gaussian(long seed, int count, double sigma) {
        var theta = new double[count];
        RandomStream.of(seed, STREAM, 0, 0).gaussian(theta, 0, count);
        for (int k = 0; k < count; k++) {
            theta[k] *= sigma;
        }
        return theta;
    }
}
