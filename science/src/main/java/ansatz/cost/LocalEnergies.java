package ansatz.cost;

import ansatz.lattice.Spins;
import ansatz.model.Walkers;
import ansatz.problem.PauliSum;
import ansatz.sampler.Sampling;
import java.util.Arrays;

/// The local energies E_L(s) = sum_s' <s| H |s'> psi(s')/psi(s) of all configurations of a sampler, and their mean.
///
/// Those of a complex wave function are complex; the mean of their imaginary parts is 0 but for statistics.
///
/// A planned buffer: it is filled anew with each iteration.
public final class LocalEnergies implements Sampling.Visitor {
    private final PauliSum hamiltonian;
    private final boolean complex;
    private final int samples;
    /// Real parts, then imaginary parts if the wave function is complex.
    private final double[] energies;

    private final Scratch[] scratch;

    /// Elements of the Hamiltonian and ratios of the wave function, of a block of configurations.
    private record Scratch(double[] h, double[] hIm, double[] r, double[] rIm) {
        Scratch(int stride, boolean complex) {
            this(
                    new double[stride],
                    new double[complex ? stride : 0],
                    new double[stride],
                    new double[complex ? stride : 0]);
        }
    }

    /// @param hamiltonian the Hamiltonian
    /// @param sampling whose configurations will be visited
    /// @throws IllegalArgumentException if the Hamiltonian has imaginary elements and the wave function is real
    public LocalEnergies(PauliSum hamiltonian, Sampling sampling) {
        var ensemble = sampling.ensemble();
        this.complex = ensemble.complex();
        if (!complex && !hamiltonian.real()) {
            throw new IllegalArgumentException("the Hamiltonian has imaginary elements; the local energies of a real"
                    + " wave function need a real one");
        }
        this.hamiltonian = hamiltonian;
        this.samples = ensemble.chains();
        this.energies = new double[complex ? 2 * samples : samples];
        this.scratch = ensemble.blocks().stream()
                .map(block -> new Scratch(block.spins().stride(), complex))
                .toArray(Scratch[]::new);
    }

    @Override
    public void visit(int block, int first, Walkers walkers) {
        Spins s = walkers.spins();
        var of = scratch[block];
        int count = s.count();
        hamiltonian.diagonal().elements(s.values(), s.stride(), count, of.h);
        System.arraycopy(of.h, 0, energies, first, count);
        if (complex) {
            Arrays.fill(energies, samples + first, samples + first + count, 0.0);
        }
        for (var group : hamiltonian.offDiagonal()) {
            group.elements(s.values(), s.stride(), count, of.h);
            if (group.real()) {
                walkers.ratios(group.flips(), group.constant() ? null : of.h, of.r, of.rIm);
            } else {
                group.imaginaryElements(s.values(), s.stride(), count, of.hIm);
                walkers.ratios(group.flips(), null, of.r, of.rIm);
                add(of.hIm, -1, of.rIm, first, count);
                add(of.hIm, 1, of.r, samples + first, count);
            }
            add(of.h, 1, of.r, first, count);
            if (complex) {
                add(of.h, 1, of.rIm, samples + first, count);
            }
        }
    }

    private void add(double[] h, double sign, double[] r, int at, int count) {
        for (int n = 0; n < count; n++) {
            // a ratio that was not needed may be anything, NaN too
            energies[at + n] += h[n] == 0 ? 0 : sign * h[n] * r[n];
        }
    }

    /// What the gradient takes: the local energies by configuration, of a complex wave function all real parts and
    /// then all imaginary parts; not to be changed.
    public double[] residuals() {
        return energies;
    }

    /// The real parts of the local energies by configuration; not to be changed.
    public double[] values() {
        return complex ? copy() : energies;
    }

    /// sum_n w_n Re E_L(s_n).
    ///
    /// @param weights whose sum is 1
    public double mean(double[] weights) {
        return mean(weights, 0);
    }

    private double mean(double[] weights, int from) {
        double sum = 0;
        for (int n = 0; n < samples; n++) {
            sum += weights[n] * energies[from + n];
        }
        return sum;
    }

    /// sum_n w_n |E_L(s_n) - mean|^2: that of the energy, <H^2> - <H>^2.
    public double variance(double[] weights) {
        return complex ? variance(weights, 0) + variance(weights, samples) : variance(weights, 0);
    }

    private double variance(double[] weights, int from) {
        double mean = mean(weights, from);
        double sum = 0;
        for (int n = 0; n < samples; n++) {
            double off = energies[from + n] - mean;
            sum += weights[n] * off * off;
        }
        return sum;
    }

    /// sum_n w_n (Re E_L(s_n) - mean)^2, from which the error of the mean follows: at most [#variance].
    public double realVariance(double[] weights) {
        return variance(weights, 0);
    }

    /// The imaginary parts of the local energies, as a copy; empty for a real wave function.
    public double[] imaginary() {
        return Arrays.copyOfRange(energies, samples, energies.length);
    }

    /// The real parts of the local energies, as a copy.
    public double[] copy() {
        return Arrays.copyOf(energies, samples);
    }
}
