package ansatz.model;

import ansatz.engine.parallel.Team;
import java.util.Arrays;

/// What all chains of a complex restricted Boltzmann machine share: weights, and the factors of each move, as real
/// and imaginary parts by [site][hidden]; factors hold both in one array.
final class ComplexRbmTables {
    final RbmShape shape;
    final double[] weightsRe;
    final double[] weightsIm;
    final double[] biasRe;
    final double[] biasIm;
    /// exp(-4 W_ij) and exp(4 W_ij): what u_j is multiplied by where spin i is 1 or -1.
    final double[] up;

    final double[] down;
    /// exp(-2 a_i + 2 sum_j W_ij), by site: what the products are multiplied by where spin i is 1, and where it is
    /// -1.
    final double[] factorUpRe;

    final double[] factorUpIm;
    final double[] factorDownRe;
    final double[] factorDownIm;

    ComplexRbmTables(RbmShape shape) {
        this.shape = shape;
        int size = Math.multiplyExact(shape.sites, shape.hidden);
        this.weightsRe = new double[size];
        this.weightsIm = new double[size];
        this.biasRe = new double[shape.hidden];
        this.biasIm = new double[shape.hidden];
        this.up = new double[2 * size];
        this.down = new double[2 * size];
        this.factorUpRe = new double[shape.sites];
        this.factorUpIm = new double[shape.sites];
        this.factorDownRe = new double[shape.sites];
        this.factorDownIm = new double[shape.sites];
    }

    void bind(double[] theta, Team team) {
        double[] re = Arrays.copyOf(theta, shape.parameters);
        double[] im = Arrays.copyOfRange(theta, shape.parameters, theta.length);
        shape.expand(re, weightsRe, shape.hidden);
        shape.expand(im, weightsIm, shape.hidden);
        for (int j = 0; j < shape.hidden; j++) {
            biasRe[j] = shape.b(re, j / shape.operations);
            biasIm[j] = shape.b(im, j / shape.operations);
        }
        team.run(shape.sites, (worker, site) -> bindSite(site, shape.a(re, site), shape.a(im, site)));
    }

    private void bindSite(int site, double aRe, double aIm) {
        double re = -aRe;
        double im = -aIm;
        for (int k = site * shape.hidden; k < (site + 1) * shape.hidden; k++) {
            re += weightsRe[k];
            im += weightsIm[k];
            double modulus = Math.exp(4 * weightsRe[k]);
            double c = Math.cos(4 * weightsIm[k]);
            double s = Math.sin(4 * weightsIm[k]);
            int imaginary = weightsRe.length + k;
            down[k] = modulus * c;
            down[imaginary] = modulus * s;
            up[k] = c / modulus;
            up[imaginary] = -s / modulus;
        }
        double modulus = Math.exp(2 * re);
        factorUpRe[site] = modulus * Math.cos(2 * im);
        factorUpIm[site] = modulus * Math.sin(2 * im);
        factorDownRe[site] = Math.cos(2 * im) / modulus;
        factorDownIm[site] = -Math.sin(2 * im) / modulus;
    }
}
