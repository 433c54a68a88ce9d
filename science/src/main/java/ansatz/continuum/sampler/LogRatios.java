package ansatz.continuum.sampler;

/// log |psi| of some walkers, followed from proposal to proposal. Used by one thread at a time.
interface LogRatios {
    /// Begins anew: parameters or positions may be others.
    ///
    /// @param x `[walker][coordinate]`
    /// @param at takes log |psi| of each
    void begin(double[] theta, double[] x, double[] at);

    /// Computes log |psi| where one particle of each walker has moved.
    ///
    /// @param at log |psi| before
    /// @param y `[walker][coordinate]`
    /// @param next takes log |psi| of each
    void propose(int particle, double[] at, double[] y, double[] next);

    /// Takes the last proposal for one of the walkers.
    void accept(int walker, int particle);
}
