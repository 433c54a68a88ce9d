package ansatz.learn;

import ansatz.engine.array.Array;
import ansatz.schema.Name;
import java.util.List;
import java.util.Optional;

/// Ordinary least squares, (1/n) |y - X b|^2, by singular values: where the features depend on one another the
/// shortest of all solutions, and the rank says so.
@Name(
        value = "linear",
        summary = "Linear model by least squares: (1/n) |y - X b|^2",
        cite = "G. Golub and C. Van Loan, Matrix Computations, section 5.5")
public record LeastSquares() implements Learner {
    /// There is nothing to say.
    public static final LeastSquares DEFAULTS = new LeastSquares();

    @Override
    public boolean classifies() {
        return false;
    }

    /// With the errors sqrt(s^2 diag((X^T X)^-1)), s^2 = |y - X b|^2 / (n - p - 1).
    @Override
    public List<LinearFit> path(Array x, Target y, double[] strengths) {
        return Ridge.DEFAULTS.path(x, y, strengths);
    }

    @Override
    public Optional<Uncertainty> uncertainty(Array x, Target y, double strength) {
        return Ridge.DEFAULTS.uncertainty(x, y, strength);
    }
}
