package ansatz.model;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The inner loops of the complex restricted Boltzmann machine, as those of [RbmKernels], with vectors over chains.
final class ComplexRbmKernels {
    private static final VectorSpecies<Double> LANES = DoubleVector.SPECIES_PREFERRED;
    private static final int L = LANES.length();

    /// Hidden units in one partial product.
    static final int GROUP = 8;

    private ComplexRbmKernels() {}

    /// Turns spins over: u_j of the moved configurations, and the products of 1 + u_j over groups of units.
    ///
    /// @param u real parts [hidden][stride], then imaginary parts
    /// @param moved takes u_j of the moved configurations
    /// @param product takes the products, real parts [group][stride], then imaginary parts
    static void move(
            ComplexRbmTables tables,
            int[] sites,
            double[] spins,
            int stride,
            double[] u,
            double[] moved,
            double[] product) {
        int hidden = tables.shape.hidden;
        int im = hidden * stride;
        int productIm = product.length / 2;
        for (int c = 0; c < stride; c += L) {
            for (int j = 0, g = c; j < hidden; g += stride) {
                int end = Math.min(hidden, j + GROUP);
                var pRe = DoubleVector.broadcast(LANES, 1.0);
                var pIm = DoubleVector.zero(LANES);
                for (; j < end; j++) {
                    int at = j * stride + c;
                    var re = DoubleVector.fromArray(LANES, u, at);
                    var ui = DoubleVector.fromArray(LANES, u, im + at);
                    for (int site : sites) {
                        int k = site * hidden + j;
                        var up = DoubleVector.fromArray(LANES, spins, site * stride + c)
                                .compare(VectorOperators.GT, 0.0);
                        var qRe =
                                DoubleVector.broadcast(LANES, tables.downRe[k]).blend(tables.upRe[k], up);
                        var qIm =
                                DoubleVector.broadcast(LANES, tables.downIm[k]).blend(tables.upIm[k], up);
                        var t = re.mul(qRe).sub(ui.mul(qIm));
                        ui = re.mul(qIm).add(ui.mul(qRe));
                        re = t;
                    }
                    re.intoArray(moved, at);
                    ui.intoArray(moved, im + at);
                    var one = re.add(1.0);
                    var t = pRe.mul(one).sub(pIm.mul(ui));
                    pIm = pRe.mul(ui).add(pIm.mul(one));
                    pRe = t;
                }
                pRe.intoArray(product, g);
                pIm.intoArray(product, productIm + g);
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
