package ansatz.engine.trace;

/// What a window reads beyond the edge.
public enum Padding {
    /// The other end: the positions form a ring, a torus and so on.
    PERIODIC,
    /// Zeros.
    ZERO
}
