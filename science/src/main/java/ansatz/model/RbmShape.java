package ansatz.model;

import ansatz.lattice.Lattice;
import ansatz.lattice.Spins;
import java.util.Arrays;

/// How the parameters of a restricted Boltzmann machine on a lattice stand in theta, and what each of them weights.
///
/// With G symmetry operations pi_g (only the identity without symmetry) and F filters there are M = F G hidden
/// units, unit f G + g with the angle theta_fg = b_f + sum_i w_fi s_(pi_g i). The order in theta is a (one for each
/// orbit of sites), b (one for each filter), w (F rows of N); a and b only where the machine has these biases.
final class RbmShape {
    final int sites;
    final int filters;
    final int operations;
    final int hidden;
    /// pi_g(i) at [g][i].
    final int[][] image;
    /// The orbit of each site, from 0.
    final int[] orbit;

    final int orbits;
    final boolean visibleBias;
    final boolean hiddenBias;
    final int parameters;

    RbmShape(Rbm rbm, Lattice lattice) {
        this.sites = lattice.sites();
        this.image = switch (rbm.symmetry()) {
            case NONE -> new int[][] {identity(sites)};
            case TRANSLATION ->
                lattice.translations().stream()
                        .map(p ->
                                Arrays.stream(identity(p.sites())).map(p::image).toArray())
                        .toArray(int[][]::new);
        };
        this.operations = image.length;
        this.filters = Math.multiplyExact(rbm.density(), sites) / operations;
        this.hidden = filters * operations;
        this.orbit = new int[sites];
        Arrays.fill(orbit, -1);
        int count = 0;
        for (int i = 0; i < sites; i++) {
            if (orbit[i] < 0) {
                for (int[] pi : image) {
                    orbit[pi[i]] = count;
                }
                count++;
            }
        }
        this.orbits = count;
        this.visibleBias = rbm.bias() == Rbm.Bias.BOTH;
        this.hiddenBias = rbm.bias() != Rbm.Bias.NONE;
        this.parameters = Math.addExact(weights(), Math.multiplyExact(filters, sites));
    }

    private static int[] identity(int n) {
        var image = new int[n];
        Arrays.setAll(image, i -> i);
        return image;
    }

    /// Where b begins in theta.
    int biases() {
        return visibleBias ? orbits : 0;
    }

    /// Where w begins in theta.
    int weights() {
        return biases() + (hiddenBias ? filters : 0);
    }

    double a(double[] theta, int site) {
        return visibleBias ? theta[orbit[site]] : 0;
    }

    double b(double[] theta, int filter) {
        return hiddenBias ? theta[biases() + filter] : 0;
    }

    /// The hidden angles of some configurations, `[hidden][stride of the spins]`.
    double[] angles(double[] theta, Spins s) {
        var weights = new double[sites * hidden];
        var bias = new double[hidden];
        var angles = new double[Math.multiplyExact(hidden, s.stride())];
        expand(theta, weights, hidden);
        for (int j = 0; j < hidden; j++) {
            bias[j] = b(theta, j / operations);
        }
        RbmAngles.byHidden(weights, bias, s, angles);
        return angles;
    }

    /// Writes W_ij for all hidden units j, site i at `out[i * stride + j]`.
    void expand(double[] theta, double[] out, int stride) {
        for (int f = 0; f < filters; f++) {
            int w = weights() + f * sites;
            for (int g = 0; g < operations; g++) {
                for (int i = 0; i < sites; i++) {
                    out[image[g][i] * stride + f * operations + g] = theta[w + i];
                }
            }
        }
    }
}
