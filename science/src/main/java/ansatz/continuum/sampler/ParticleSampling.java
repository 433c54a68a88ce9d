package ansatz.continuum.sampler;

/// A sampler of particles at work: the configurations of one iteration after another.
public interface ParticleSampling {
    /// How many walkers there are.
    int walkers();

    /// Takes new parameters of the wave function.
    void bind(double[] theta);

    /// Goes on to the next configurations.
    ///
    /// @param tune whether the length of the steps may be changed afterwards: then the walkers do not sample
    /// |psi|^2 exactly
    /// @throws NotFinite if psi is not a number somewhere
    void advance(boolean tune);

    /// The configurations, `[walker][particle][axis]`; not to be changed. On a torus each coordinate is between 0
    /// and L.
    double[] positions();

    /// The share of accepted proposals in the last [#advance].
    double acceptance();

    /// The standard deviation of a step along an axis, in the unit of length of the problem.
    double step();

    /// How often [#advance] was called.
    long iteration();

    /// Goes back to what [#iteration()], [#step()] and [#positions()] gave.
    ///
    /// @throws IllegalArgumentException if the number of positions is another one
    void restore(long iteration, double step, double[] positions);
}
