package ansatz.observable;

import ansatz.cost.LocalEnergies;
import ansatz.model.Walkers;
import ansatz.problem.PauliSum;
import ansatz.problem.StateVector;
import ansatz.sampler.Sampling;
import java.util.ArrayList;
import java.util.List;

/// The expectation values of some operators, a column each: means of <s| A |s'> psi(s')/psi(s) summed over s'.
final class Operators implements Estimator {
    private final List<Quantity> quantities;
    private final List<PauliSum> operators;
    private final List<LocalEnergies> local = new ArrayList<>();

    /// @param operators in the basis of the configurations
    Operators(Sampling sampling, List<Quantity> quantities, List<PauliSum> operators) {
        this.quantities = List.copyOf(quantities);
        this.operators = List.copyOf(operators);
        operators.forEach(operator -> local.add(new LocalEnergies(operator, sampling)));
    }

    @Override
    public List<Quantity> quantities() {
        return quantities;
    }

    @Override
    public int columns() {
        return operators.size();
    }

    @Override
    public void visit(int block, int first, Walkers walkers, double[][] out) {
        for (int k = 0; k < out.length; k++) {
            local.get(k).visit(block, first, walkers);
            // the mean of the imaginary parts is 0
            System.arraycopy(
                    local.get(k).residuals(),
                    first,
                    out[k],
                    first,
                    walkers.spins().count());
        }
    }

    @Override
    public double[] exact(StateVector state) {
        return operators.stream().mapToDouble(state::expectation).toArray();
    }
}
