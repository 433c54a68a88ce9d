package ansatz.model;

/// What both kinds of blocks of a restricted Boltzmann machine give to its log-derivatives.
interface RbmBlock extends Walkers {
    /// Writes tanh theta_j of chain c at `out[j * stride + first + c]`.
    void hyperbolicTangents(double[] out, int stride, int first);
}
