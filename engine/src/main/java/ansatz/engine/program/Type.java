package ansatz.engine.program;

import ansatz.engine.array.Shape;

/// The static type of a value: what its elements are, how many it has, and whether each sample has its own.
///
/// @param kind      real, integer or boolean
/// @param shape     the shape of one sample's value (of the one value, when it is shared)
/// @param perSample true when every sample has its own value, false when all samples share one
public record Type(Kind kind, Shape shape, boolean perSample) {

    /// What the elements of a value are. All three are carried as doubles; integers are exact up to 2^53, booleans
    /// are 0 and 1.
    public enum Kind {
        REAL,
        INTEGER,
        BOOLEAN
    }

    /// A real value that all samples share.
    public static Type shared(Shape shape) {
        return new Type(Kind.REAL, shape, false);
    }

    /// A real value of which each sample has its own.
    public static Type perSample(Shape shape) {
        return new Type(Kind.REAL, shape, true);
    }

    @Override
    public String toString() {
        String letter = switch (kind) {
            case REAL -> "f64";
            case INTEGER -> "int";
            case BOOLEAN -> "bool";
        };
        return letter + shape + (perSample ? " per sample" : " shared");
    }
}
