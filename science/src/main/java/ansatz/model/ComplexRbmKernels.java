package ansatz.model;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The inner loops of the complex restricted Boltzmann machine, as those of [RbmKernels], with vectors over chains.
/// Arrays of tables hold real parts, then, from their middle on, imaginary parts.
final class ComplexRbmKernels {
    private static final VectorSpecies<Double> LANES = DoubleVector.SPECIES_PREFERRED;
    private static final int L = LANES.length();

    /// Hidden units in one partial product.
    static final int GROUP = 8;

    private ComplexRbmKernels() {}

    /// Turns one spin over: u_j of the moved configurations, and the products of 1 + u_j over groups of units.
    ///
    /// @param u [hidden][stride]
    /// @param up exp(-4 W) for a spin that is 1, from `row`, by hidden unit
    /// @param down exp(4 W) for a spin that is -1
    /// @param spins the spins of the site, from `site`, by chain
    /// @param moved takes u_j of the moved configurations
    /// @param product takes the products, [group][stride]
    static void one(
            double[] u,
            int stride,
            int hidden,
            double[] up,
            double[] down,
            int row,
            double[] spins,
            int site,
            double[] moved,
            double[] product) {
        int im = u.length / 2;
        int tableIm = up.length / 2;
        int productIm = product.length / 2;
        for (int c = 0; c < stride; c += L) {
            var isUp = DoubleVector.fromArray(LANES, spins, site + c).compare(VectorOperators.GT, 0.0);
            for (int j = 0, g = c; j < hidden; g += stride) {
                int end = Math.min(hidden, j + GROUP);
                var pRe = DoubleVector.broadcast(LANES, 1.0);
                var pIm = DoubleVector.zero(LANES);
                for (; j < end; j++) {
                    int at = j * stride + c;
                    int k = row + j;
                    var x = DoubleVector.fromArray(LANES, u, at);
                    var y = DoubleVector.fromArray(LANES, u, im + at);
                    var qRe = DoubleVector.broadcast(LANES, down[k]).blend(up[k], isUp);
                    var qIm = DoubleVector.broadcast(LANES, down[tableIm + k]).blend(up[tableIm + k], isUp);
                    var re = x.mul(qRe).sub(y.mul(qIm));
                    var i = x.mul(qIm).add(y.mul(qRe));
                    re.intoArray(moved, at);
                    i.intoArray(moved, im + at);
                    re = re.add(1.0);
                    var t = pRe.mul(re).sub(pIm.mul(i));
                    pIm = pRe.mul(i).add(pIm.mul(re));
                    pRe = t;
                }
                pRe.intoArray(product, g);
                pIm.intoArray(product, productIm + g);
            }
        }
    }

    /// Turns two spins over, as [#one] does.
    static void two(
            double[] u,
            int stride,
            int hidden,
            double[] up,
            double[] down,
            int rowA,
            int rowB,
            double[] spins,
            int siteA,
            int siteB,
            double[] moved,
            double[] product) {
        int im = u.length / 2;
        int tableIm = up.length / 2;
        int productIm = product.length / 2;
        for (int c = 0; c < stride; c += L) {
            var upA = DoubleVector.fromArray(LANES, spins, siteA + c).compare(VectorOperators.GT, 0.0);
            var upB = DoubleVector.fromArray(LANES, spins, siteB + c).compare(VectorOperators.GT, 0.0);
            for (int j = 0, g = c; j < hidden; g += stride) {
                int end = Math.min(hidden, j + GROUP);
                var pRe = DoubleVector.broadcast(LANES, 1.0);
                var pIm = DoubleVector.zero(LANES);
                for (; j < end; j++) {
                    int at = j * stride + c;
                    int a = rowA + j;
                    int b = rowB + j;
                    var x = DoubleVector.fromArray(LANES, u, at);
                    var y = DoubleVector.fromArray(LANES, u, im + at);
                    var aRe = DoubleVector.broadcast(LANES, down[a]).blend(up[a], upA);
                    var aIm = DoubleVector.broadcast(LANES, down[tableIm + a]).blend(up[tableIm + a], upA);
                    var bRe = DoubleVector.broadcast(LANES, down[b]).blend(up[b], upB);
                    var bIm = DoubleVector.broadcast(LANES, down[tableIm + b]).blend(up[tableIm + b], upB);
                    var vRe = x.mul(aRe).sub(y.mul(aIm));
                    var vIm = x.mul(aIm).add(y.mul(aRe));
                    var re = vRe.mul(bRe).sub(vIm.mul(bIm));
                    var i = vRe.mul(bIm).add(vIm.mul(bRe));
                    re.intoArray(moved, at);
                    i.intoArray(moved, im + at);
                    re = re.add(1.0);
                    var t = pRe.mul(re).sub(pIm.mul(i));
                    pIm = pRe.mul(i).add(pIm.mul(re));
                    pRe = t;
                }
                pRe.intoArray(product, g);
                pIm.intoArray(product, productIm + g);
            }
        }
    }

    /// The products of 1 + u_j over groups of units, of configurations as they are.
    static void products(double[] u, int stride, int hidden, double[] product) {
        int im = u.length / 2;
        int productIm = product.length / 2;
        Arrays.fill(product, 0, productIm, 1.0);
        Arrays.fill(product, productIm, product.length, 0.0);
        for (int j = 0; j < hidden; j++) {
            int g = j / GROUP * stride;
            int at = j * stride;
            for (int c = 0; c < stride; c++) {
                double a = product[g + c];
                double b = product[productIm + g + c];
                double re = 1 + u[at + c];
                double i = u[im + at + c];
                product[g + c] = a * re - b * i;
                product[productIm + g + c] = a * i + b * re;
            }
        }
    }

    /// Multiplies complex numbers, x *= y, real parts from `x` and `y`, imaginary parts `xIm` and `yIm` further on.
    static void multiply(double[] x, int at, int xIm, double[] y, int from, int yIm, int length) {
        for (int c = 0; c < length; c++) {
            double a = x[at + c];
            double b = x[at + xIm + c];
            double re = y[from + c];
            double im = y[from + yIm + c];
            x[at + c] = a * re - b * im;
            x[at + xIm + c] = a * im + b * re;
        }
    }
}
