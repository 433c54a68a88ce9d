package ansatz.learn;

import ansatz.schema.Key;
import ansatz.schema.Name;

/// exp(-|x - z|^2 / (2 w^2 p)): rows are alike within w standard deviations a feature.
@Name(value = "gaussian", summary = "exp(-|x - z|^2 / (2 width^2 p)) of rows with p features")
public record GaussianKernel(
        @Key(value = "distance within which rows are alike, in standard deviations a feature", above = 0, max = 1e6)
        double width)
        implements Kernel {
    /// One standard deviation.
    public static final GaussianKernel DEFAULTS = new GaussianKernel(1);

    @Override
    public double at(double product, double xx, double zz, int p) {
        double square = Math.max(0, xx + zz - 2 * product); // rounding may make it negative
        return StrictMath.exp(-square / (2 * width * width * p));
    }
}
