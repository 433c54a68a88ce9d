package ansatz.observable;

import ansatz.model.Walkers;
import ansatz.problem.StateVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Two estimators as one, the columns of the first before those of the second.
///
/// @param first the first
/// @param second the second
record Joined(Estimator first, Estimator second) implements Estimator {
    @Override
    public List<Quantity> quantities() {
        var all = new ArrayList<>(first.quantities());
        for (var quantity : second.quantities()) {
            var columns = quantity.columns().stream()
                    .map(column -> column + first.columns())
                    .toList();
            all.add(new Quantity(quantity.name(), quantity.unit(), columns, quantity.function(), quantity.place()));
        }
        return all;
    }

    @Override
    public int columns() {
        return first.columns() + second.columns();
    }

    private double[][] ofFirst(double[][] out) {
        return Arrays.copyOf(out, first.columns());
    }

    private double[][] ofSecond(double[][] out) {
        return Arrays.copyOfRange(out, first.columns(), columns());
    }

    @Override
    public void bind(double[] theta) {
        first.bind(theta);
        second.bind(theta);
    }

    @Override
    public void visit(int block, int from, Walkers walkers, double[][] out) {
        first.visit(block, from, walkers, ofFirst(out));
        second.visit(block, from, walkers, ofSecond(out));
    }

    @Override
    public void complete(double[][] out) {
        first.complete(ofFirst(out));
        second.complete(ofSecond(out));
    }

    @Override
    public double[] exact(StateVector state) {
        double[] means = Arrays.copyOf(first.exact(state), columns());
        System.arraycopy(second.exact(state), 0, means, first.columns(), second.columns());
        return means;
    }
}
