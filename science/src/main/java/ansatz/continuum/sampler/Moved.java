package ansatz.continuum.sampler;

/// Which particles a proposal moves.
public enum Moved {
    /// All of them.
    ALL,
    /// One; a sweep goes through all of them.
    ONE
}
