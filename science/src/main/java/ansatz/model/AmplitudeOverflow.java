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
                throw new AmplitudeOverflow(
                        "hidden angles of the restricted Boltzmann machine have left the range of its"
                                + " tables: the positive ones sum to more than 354 in a group of " + units
                                + " hidden units");
            }
        }
    }
}
