package ansatz.learn;

import ansatz.engine.array.Array;

/// What a model says of rows whose answer is known.
///
/// @param outputs a number, or the probability of each class: n x outputs
/// @param truth the answers
public record Predictions(Array outputs, Target truth) {
    /// @throws IllegalArgumentException if there are not as many predictions as answers
    public Predictions {
        if (outputs.shape().extent(0) != truth.rows() || outputs.shape().extent(1) != truth.outputs()) {
            throw new IllegalArgumentException("predictions of shape " + outputs.shape() + " for " + truth.rows()
                    + " answers of " + truth.outputs() + " numbers");
        }
    }

    /// The number of rows.
    public int rows() {
        return truth.rows();
    }

    /// Output `k` of a row.
    public double output(int row, int k) {
        return outputs.values()[row * truth.outputs() + k];
    }

    /// The class of the largest probability; the first of equal ones.
    public int choice(int row) {
        int best = 0;
        for (int k = 1; k < truth.outputs(); k++) {
            best = output(row, k) > output(row, best) ? k : best;
        }
        return best;
    }

    /// How many rows of each class were given each class: row the true class, column the predicted one.
    public double[][] confusion() {
        int k = truth.classes().size();
        var table = new double[k][k];
        for (int i = 0; i < rows(); i++) {
            table[(int) truth.values()[i]][choice(i)]++;
        }
        return table;
    }
}
