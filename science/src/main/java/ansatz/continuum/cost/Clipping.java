package ansatz.continuum.cost;

import java.util.Arrays;

/// Local energies far from their median set back to a window about it, so that walkers near a node of psi do not
/// make up the gradient alone. The gradient gets a bias by that, the energy does not: it is measured unclipped.
///
/// @param values the energies, set back where they lay outside
/// @param share of all that lay outside
public record Clipping(double[] values, double share) {
    /// The window of so many mean absolute deviations to each side of the median (D. Pfau and others, Phys. Rev.
    /// Research 2, 033429 (2020)).
    public static Clipping of(double[] energies, double width) {
        double[] sorted = energies.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        double median = 0.5 * (sorted[(n - 1) / 2] + sorted[n / 2]);
        double deviation = 0;
        for (double energy : energies) {
            deviation += Math.abs(energy - median) / n;
        }
        double low = median - width * deviation;
        double high = median + width * deviation;
        var values = new double[n];
        int outside = 0;
        for (int k = 0; k < n; k++) {
            values[k] = Math.clamp(energies[k], low, high);
            outside += values[k] == energies[k] ? 0 : 1;
        }
        return new Clipping(values, outside / (double) n);
    }
}
