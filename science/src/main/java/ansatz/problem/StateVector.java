package ansatz.problem;

import java.util.Arrays;

/// A state of spins by its amplitudes: number s has spin i down where bit i of s is set.
///
/// @param re the real parts
/// @param im the imaginary parts
public record StateVector(double[] re, double[] im) {
    /// @throws IllegalArgumentException if the parts have different lengths
    public StateVector {
        if (re.length != im.length) {
            throw new IllegalArgumentException(re.length + " real and " + im.length + " imaginary parts");
        }
    }

    /// A state with real amplitudes.
    public static StateVector real(double[] re) {
        return new StateVector(re, new double[re.length]);
    }

    /// How many spins there are.
    public int sites() {
        return Integer.numberOfTrailingZeros(re.length);
    }

    /// The probability of a configuration in a normalised state.
    public double probability(int s) {
        return re[s] * re[s] + im[s] * im[s];
    }

    /// <v|v>.
    public double squaredNorm() {
        double sum = 0;
        for (int s = 0; s < re.length; s++) {
            sum += probability(s);
        }
        return sum;
    }

    /// The state with norm 1.
    public StateVector normalized() {
        double norm = Math.sqrt(squaredNorm());
        return new StateVector(
                Arrays.stream(re).map(x -> x / norm).toArray(),
                Arrays.stream(im).map(x -> x / norm).toArray());
    }

    /// A v.
    public StateVector image(PauliSum operator) {
        var outRe = new double[re.length];
        var outIm = new double[re.length];
        for (int s = 0; s < re.length; s++) {
            double d = operator.diagonal().element(s);
            outRe[s] = d * re[s];
            outIm[s] = d * im[s];
        }
        for (var group : operator.offDiagonal()) {
            int mask = 0;
            for (int site : group.flips()) {
                mask |= 1 << site;
            }
            for (int s = 0; s < re.length; s++) {
                double a = group.element(s);
                double b = group.real() ? 0 : group.imaginaryElement(s);
                int from = s ^ mask;
                outRe[s] += a * re[from] - b * im[from];
                outIm[s] += a * im[from] + b * re[from];
            }
        }
        return new StateVector(outRe, outIm);
    }

    /// <v| A |v> in a normalised state.
    public double expectation(PauliSum operator) {
        var image = image(operator);
        double sum = 0;
        for (int s = 0; s < re.length; s++) {
            sum += re[s] * image.re[s] + im[s] * image.im[s];
        }
        return sum;
    }
}
