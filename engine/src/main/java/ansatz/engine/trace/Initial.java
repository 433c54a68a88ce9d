package ansatz.engine.trace;

/// How a parameter gets its first values.
public sealed interface Initial {

    /// Every element is `value`.
    record Constant(double value) implements Initial {}

    /// Independent normal numbers with mean zero and the given standard deviation.
    record Normal(double deviation) implements Initial {}

    /// Independent normal numbers with mean zero and variance `gain^2 / n`, where n is the extent of the last axis
    /// (the inputs of a weight [out, in]). With gain 1 a linear layer keeps the variance of its input (LeCun et al.
    /// 1998, Efficient BackProp, 4.6).
    record FanIn(double gain) implements Initial {}

    static Initial zeros() {
        return new Constant(0);
    }

    static Initial constant(double value) {
        return new Constant(value);
    }

    static Initial normal(double deviation) {
        return new Normal(deviation);
    }

    static Initial fanIn() {
        return new FanIn(1);
    }
}
