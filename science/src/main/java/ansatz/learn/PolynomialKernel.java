package ansatz.learn;

import ansatz.schema.Key;
import ansatz.schema.Name;

/// (1 + x . z / p)^d: all products of up to d features.
@Name(value = "polynomial", summary = "(1 + x . z / p)^power of rows with p features")
public record PolynomialKernel(
        @Key(value = "the highest power", min = 1, max = 20) int power) implements Kernel {
    /// Of the second degree.
    public static final PolynomialKernel DEFAULTS = new PolynomialKernel(2);

    @Override
    public double at(double product, double xx, double zz, int p) {
        double base = 1 + product / p;
        double value = 1;
        for (int d = 0; d < power; d++) {
            value *= base;
        }
        return value;
    }
}
