package ansatz.optimizer;

/// An optimiser at work.
public interface Descent {
    /// Changes the parameters once.
    ///
    /// @param step how many steps were made before
    /// @param tangent the cost near the parameters
    /// @param theta the parameters, changed in place
    /// @return what was done
    /// @throws SingularMetric if there is no direction to go
    Step step(long step, Tangent tangent, double[] theta);

    /// What further steps depend on, besides the parameters: moments, the last direction. Empty if nothing.
    double[] state();

    /// Goes back to what [#state()] gave.
    ///
    /// @throws IllegalArgumentException if the length is another one
    void restore(double[] state);
}
