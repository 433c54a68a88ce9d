package ansatz.classic;

/// What a model predicts.
public enum Predicts {
    /// One of several classes.
    CLASS,
    /// A number.
    NUMBER
}
