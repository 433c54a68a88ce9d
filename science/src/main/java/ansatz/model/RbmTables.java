package ansatz.model;

import ansatz.engine.parallel.Team;

/// What all chains of a restricted Boltzmann machine share: the weights by site, and the factors of each move.
final class RbmTables {
    /// Weights below which waking the other threads costs more than their exponentials.
    private static final int WORTH_SHARING = 2000;

    final RbmShape shape;
    /// Hidden units, rounded up; the weights of those beyond are 0 and their u is 0, so that their factor is 1.
    final int hidden;
    /// W_ij at [site][hidden].
    final double[] weights;
    /// exp(-4 W_ij) and exp(4 W_ij) at [site][hidden]: what u_j is multiplied by where spin i is 1 or -1.
    final double[] up;

    final double[] down;
    /// exp(-2 a_i + 2 sum_j W_ij) and its inverse, by site: what the products are multiplied by.
    final double[] factorUp;

    final double[] factorDown;
    /// b_j.
    final double[] bias;

    RbmTables(RbmShape shape, int multiple) {
        this.shape = shape;
        this.hidden = (shape.hidden + multiple - 1) / multiple * multiple;
        int size = Math.multiplyExact(shape.sites, hidden);
        this.weights = new double[size];
        this.up = new double[size];
        this.down = new double[size];
        this.factorUp = new double[shape.sites];
        this.factorDown = new double[shape.sites];
        this.bias = new double[hidden];
    }

    void bind(double[] theta, Team team) {
        shape.expand(theta, weights, hidden);
        for (int j = 0; j < shape.hidden; j++) {
            bias[j] = shape.b(theta, j / shape.operations);
        }
        if (weights.length < WORTH_SHARING) {
            for (int site = 0; site < shape.sites; site++) {
                bindSite(shape.a(theta, site), site);
            }
            return;
        }
        team.run(shape.sites, (worker, site) -> bindSite(shape.a(theta, site), site));
    }

    private void bindSite(double a, int site) {
        double sum = 0;
        for (int k = site * hidden; k < (site + 1) * hidden; k++) {
            sum += weights[k];
            double q = Math.exp(4 * weights[k]);
            down[k] = q;
            up[k] = 1 / q;
        }
        factorUp[site] = Math.exp(2 * (sum - a));
        factorDown[site] = Math.exp(2 * (a - sum));
    }
}
