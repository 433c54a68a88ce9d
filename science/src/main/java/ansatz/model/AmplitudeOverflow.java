package ansatz.model;

import java.io.Serial;

/// The tables of a wave function have left the range of a double.
public final class AmplitudeOverflow extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String reason;

    private AmplitudeOverflow(String reason) {
        super(reason);
        this.reason = reason;
    }

    /// What was found.
    public String reason() {
        return reason;
    }

    /// Checks one over the products of 1 + exp(2 theta_j) of a restricted Boltzmann machine.
    ///
    /// @param units hidden units in one product
    static void check(double[] inverse, int count, int units) {
        for (int k = 0; k < count; k++) {
            if (!(inverse[k] > 0)) {
                throw outOfRange(units);
            }
        }
    }

    /// Checks the same of a machine with complex weights, whose products may have any phase.
    ///
    /// @param inverse real parts, then imaginary parts
    static void checkModulus(double[] inverse, int units) {
        for (int k = 0; k < inverse.length / 2; k++) {
            double modulus = Math.abs(inverse[k]) + Math.abs(inverse[inverse.length / 2 + k]);
            if (!(modulus > 0) || Double.isInfinite(modulus)) {
                throw outOfRange(units);
            }
        }
    }

    private static AmplitudeOverflow outOfRange(int units) {
        return new AmplitudeOverflow("hidden angles of the restricted Boltzmann machine have left the range of its"
                + " tables: the positive ones sum to more than 354 in a group of " + units + " hidden units");
    }
}
