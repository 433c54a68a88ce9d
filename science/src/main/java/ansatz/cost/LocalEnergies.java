package ansatz.cost;

import ansatz.lattice.Spins;
import ansatz.model.Walkers;
import ansatz.problem.PauliSum;
import ansatz.sampler.Sampling;
import java.util.Arrays;

/// The local energies E_L(s) = sum_s' <s| H |s'> psi(s')/psi(s) of all configurations of a sampler, and their mean.
///
/// A planned buffer: it is filled anew with each iteration.
public final class LocalEnergies implements Sampling.Visitor {
    private final PauliSum hamiltonian;
    private final double[] values;
    private final double[][] element;
    private final double[][] ratio;

    /// @param hamiltonian the Hamiltonian
    /// @param sampling whose configurations will be visited
    public LocalEnergies(PauliSum hamiltonian, Sampling sampling) {
        var ensemble = sampling.ensemble();
        int blocks = ensemble.blocks().size();
        if (!hamiltonian.real()) {
            throw new IllegalArgumentException("the Hamiltonian has imaginary elements; the local energies of a real"
                    + " wave function need a real one");
        }
        this.hamiltonian = hamiltonian;
        this.values = new double[ensemble.chains()];
        this.element = new double[blocks][];
        this.ratio = new double[blocks][];
        for (int b = 0; b < blocks; b++) {
            int stride = ensemble.blocks().get(b).spins().stride();
            element[b] = new double[stride];
            ratio[b] = new double[stride];
        }
    }

    @Override
    public void visit(int block, int first, Walkers walkers) {
        Spins s = walkers.spins();
        double[] h = element[block];
        double[] r = ratio[block];
        hamiltonian.diagonal().elements(s.values(), s.stride(), s.count(), h);
        System.arraycopy(h, 0, values, first, s.count());
        for (var group : hamiltonian.offDiagonal()) {
            group.elements(s.values(), s.stride(), s.count(), h);
            walkers.ratios(group.flips(), group.constant() ? null : h, r);
            add(h, r, first, s.count());
        }
    }

    private void add(double[] h, double[] r, int first, int count) {
        for (int n = 0; n < count; n++) {
            // a ratio that was not needed may be anything, NaN too
            values[first + n] += h[n] == 0 ? 0 : h[n] * r[n];
        }
    }

    /// The local energies by configuration; not to be changed.
    public double[] values() {
        return values;
    }

    /// sum_n w_n E_L(s_n).
    ///
    /// @param weights whose sum is 1
    public double mean(double[] weights) {
        double sum = 0;
        for (int n = 0; n < values.length; n++) {
            sum += weights[n] * values[n];
        }
        return sum;
    }

    /// sum_n w_n (E_L(s_n) - mean)^2.
    public double variance(double[] weights) {
        double mean = mean(weights);
        double sum = 0;
        for (int n = 0; n < values.length; n++) {
            sum += weights[n] * (values[n] - mean) * (values[n] - mean);
        }
        return sum;
    }

    /// The local energies, as a copy.
    public double[] copy() {
        return Arrays.copyOf(values, values.length);
    }
}
