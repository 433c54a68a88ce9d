package ansatz.engine.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// [Jets] with the Vector API.
final class VectorJets implements Jets {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    @Override
    public void compose(
            double[] f0,
            int f0Off,
            double[] f1,
            int f1Off,
            double[] f2,
            int f2Off,
            double[] x,
            int xOff,
            double[] out,
            int outOff,
            int count,
            int coordinates,
            int n) {
        int end = S.loopBound(n);
        for (int e = 0; e < count; e++) {
            int run = e * n;
            int jet = e * (coordinates + 2) * n;
            int i = 0;
            for (; i < end; i += L) {
                DoubleVector d1 = DoubleVector.fromArray(S, f1, f1Off + run + i);
                DoubleVector d2 = DoubleVector.fromArray(S, f2, f2Off + run + i);
                DoubleVector squares = DoubleVector.zero(S);
                DoubleVector.fromArray(S, f0, f0Off + run + i).intoArray(out, outOff + jet + i);
                int at = jet + n + i;
                for (int k = 0; k < coordinates; k++, at += n) {
                    DoubleVector xk = DoubleVector.fromArray(S, x, xOff + at);
                    squares = xk.fma(xk, squares);
                    d1.mul(xk).intoArray(out, outOff + at);
                }
                d1.fma(DoubleVector.fromArray(S, x, xOff + at), d2.mul(squares)).intoArray(out, outOff + at);
            }
            for (; i < n; i++) {
                ScalarJets.composeLane(
                        f0[f0Off + run + i],
                        f1[f1Off + run + i],
                        f2[f2Off + run + i],
                        x,
                        xOff + jet + i,
                        out,
                        outOff + jet + i,
                        coordinates,
                        n);
            }
        }
    }

    @Override
    public void multiply(
            double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int count, int coordinates, int n) {
        int end = S.loopBound(n);
        for (int e = 0; e < count; e++) {
            int jet = e * (coordinates + 2) * n;
            int i = 0;
            for (; i < end; i += L) {
                DoubleVector a0 = DoubleVector.fromArray(S, a, aOff + jet + i);
                DoubleVector b0 = DoubleVector.fromArray(S, b, bOff + jet + i);
                DoubleVector products = DoubleVector.zero(S);
                a0.mul(b0).intoArray(out, outOff + jet + i);
                int at = jet + n + i;
                for (int k = 0; k < coordinates; k++, at += n) {
                    DoubleVector ak = DoubleVector.fromArray(S, a, aOff + at);
                    DoubleVector bk = DoubleVector.fromArray(S, b, bOff + at);
                    products = ak.fma(bk, products);
                    a0.fma(bk, b0.mul(ak)).intoArray(out, outOff + at);
                }
                DoubleVector linear = a0.fma(
                        DoubleVector.fromArray(S, b, bOff + at), b0.mul(DoubleVector.fromArray(S, a, aOff + at)));
                products.fma(DoubleVector.broadcast(S, 2), linear).intoArray(out, outOff + at);
            }
            for (; i < n; i++) {
                ScalarJets.multiplyLane(a, aOff + jet + i, b, bOff + jet + i, out, outOff + jet + i, coordinates, n);
            }
        }
    }
}
