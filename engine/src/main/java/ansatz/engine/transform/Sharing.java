package ansatz.engine.transform;

/// What becomes of the contributions of all samples to the cotangent of a shared value.
public enum Sharing {
    /// They are averaged: the cotangent of a shared value is the (weighted) sample mean of the contributions, which
    /// is the gradient of the (weighted) mean cost.
    MEAN,
    /// Each sample keeps its own: the cotangent of a shared value is per sample, one row of the derivative matrix a
    /// sample.
    ROWS
}
