package ansatz.engine.kernel;

import static ansatz.engine.kernel.Coefficients.*;
import static jdk.incubator.vector.DoubleVector.broadcast;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [Functions] with the Vector API: the formulas of [Elementary], operation by operation. Where a vector holds an
/// argument that [Elementary] treats apart and that is rare, the whole vector goes through [Elementary]. The
/// polynomials are written out in each loop: methods of our own that take or return vectors are not inlined once a
/// loop is large, and a vector that crosses a call is allocated.
final class VectorFunctions implements Functions {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    @Override
    public void exp(double[] a, int aOff, double[] out, int outOff, int n) {
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            DoubleVector x = DoubleVector.fromArray(S, a, aOff + i);
            DoubleVector t = x.fma(broadcast(S, LOG2_E), broadcast(S, ROUNDING));
            DoubleVector k = t.sub(ROUNDING);
            DoubleVector r = k.fma(broadcast(S, -LN2_LOW), k.fma(broadcast(S, -LN2_HIGH), x));
            LongVector u = t.reinterpretAsLongs().sub(ROUNDING_BITS - 2046);
            LongVector half = u.lanewise(VectorOperators.LSHR, 1);
            DoubleVector rr = r.mul(r);
            DoubleVector evenExp = broadcast(S, EXP_8)
                    .fma(rr, broadcast(S, EXP_6))
                    .fma(rr, broadcast(S, EXP_4))
                    .fma(rr, broadcast(S, EXP_2))
                    .fma(rr, broadcast(S, EXP_0));
            DoubleVector oddExp = broadcast(S, EXP_9)
                    .fma(rr, broadcast(S, EXP_7))
                    .fma(rr, broadcast(S, EXP_5))
                    .fma(rr, broadcast(S, EXP_3))
                    .fma(rr, broadcast(S, EXP_1));
            DoubleVector expR = rr.fma(oddExp.fma(r, evenExp), r).add(1);
            DoubleVector e = expR.mul(half.lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles())
                    .mul(u.sub(half).lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles());
            e.blend(Double.POSITIVE_INFINITY, x.compare(VectorOperators.GT, EXP_INFINITE))
                    .blend(0, x.compare(VectorOperators.LT, EXP_ZERO))
                    .intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            out[outOff + i] = Elementary.exp(a[aOff + i]);
        }
    }

    @Override
    public void expm1(double[] a, int aOff, double[] out, int outOff, int n) {
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            DoubleVector x = DoubleVector.fromArray(S, a, aOff + i);
            DoubleVector t = x.fma(broadcast(S, LOG2_E), broadcast(S, ROUNDING));
            DoubleVector k = t.sub(ROUNDING);
            DoubleVector r = k.fma(broadcast(S, -LN2_LOW), k.fma(broadcast(S, -LN2_HIGH), x));
            DoubleVector rr = r.mul(r);
            DoubleVector even = broadcast(S, EXPM1_10)
                    .fma(rr, broadcast(S, EXPM1_8))
                    .fma(rr, broadcast(S, EXPM1_6))
                    .fma(rr, broadcast(S, EXPM1_4))
                    .fma(rr, broadcast(S, EXPM1_2));
            DoubleVector odd = broadcast(S, EXPM1_9)
                    .fma(rr, broadcast(S, EXPM1_7))
                    .fma(rr, broadcast(S, EXPM1_5))
                    .fma(rr, broadcast(S, EXPM1_3))
                    .fma(rr, broadcast(S, EXPM1_1));
            DoubleVector p = rr.fma(odd.fma(r, even.fma(rr, broadcast(S, EXPM1_0))), r);
            DoubleVector w = t.reinterpretAsLongs()
                    .sub(ROUNDING_BITS - 1022)
                    .lanewise(VectorOperators.LSHL, 52)
                    .reinterpretAsDoubles();
            p.fma(w, w.sub(0.5))
                    .mul(2)
                    .blend(x, x.abs().compare(VectorOperators.LT, TINY))
                    .blend(Double.POSITIVE_INFINITY, x.compare(VectorOperators.GT, EXP_INFINITE))
                    .blend(-1, x.compare(VectorOperators.LT, -38))
                    .intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            out[outOff + i] = Elementary.expm1(a[aOff + i]);
        }
    }

    @Override
    public void log(double[] a, int aOff, double[] out, int outOff, int n) {
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            DoubleVector x = DoubleVector.fromArray(S, a, aOff + i);
            VectorMask<Double> normal = x.compare(VectorOperators.GE, Double.MIN_NORMAL)
                    .and(x.compare(VectorOperators.LT, Double.POSITIVE_INFINITY));
            if (!normal.allTrue()) {
                for (int j = i; j < i + L; j++) {
                    out[outOff + j] = Elementary.log(a[aOff + j]);
                }
                continue;
            }
            LongVector bits = x.reinterpretAsLongs();
            LongVector biased = bits.sub(SQRT_HALF_BITS - EXPONENT_ONE).lanewise(VectorOperators.LSHR, 52);
            DoubleVector f = bits.sub(biased.lanewise(VectorOperators.LSHL, 52))
                    .add(EXPONENT_ONE)
                    .reinterpretAsDoubles()
                    .sub(1);
            DoubleVector k = biased.or(TWO_52_BITS).reinterpretAsDoubles().sub(TWO_52_PLUS_1023);
            DoubleVector s = f.div(f.add(2));
            DoubleVector z = s.mul(s);
            DoubleVector w = z.mul(z);
            DoubleVector even = broadcast(S, LOG_6)
                    .fma(w, broadcast(S, LOG_4))
                    .fma(w, broadcast(S, LOG_2))
                    .fma(w, broadcast(S, LOG_0));
            DoubleVector odd = broadcast(S, LOG_5).fma(w, broadcast(S, LOG_3)).fma(w, broadcast(S, LOG_1));
            DoubleVector rest = odd.fma(z, even).mul(z);
            DoubleVector square = f.mul(0.5).mul(f);
            DoubleVector inner = s.fma(square.add(rest), k.mul(LN2_LOW));
            k.fma(broadcast(S, LN2_HIGH), f.sub(square.sub(inner))).intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            out[outOff + i] = Elementary.log(a[aOff + i]);
        }
    }

    @Override
    public void log1p(double[] a, int aOff, double[] out, int outOff, int n) {
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            DoubleVector x = DoubleVector.fromArray(S, a, aOff + i);
            VectorMask<Double> plain = x.compare(VectorOperators.GT, -1)
                    .and(x.compare(VectorOperators.LT, 0x1.0p1000))
                    .and(x.compare(VectorOperators.NE, 0));
            if (!plain.allTrue()) {
                for (int j = i; j < i + L; j++) {
                    out[outOff + j] = Elementary.log1p(a[aOff + j]);
                }
                continue;
            }
            DoubleVector one = broadcast(S, 1);
            DoubleVector v = x.add(one);
            DoubleVector b = v.sub(one);
            DoubleVector error = one.sub(v.sub(b)).add(x.sub(b));
            LongVector bits = v.reinterpretAsLongs();
            LongVector biased = bits.sub(SQRT_HALF_BITS - EXPONENT_ONE).lanewise(VectorOperators.LSHR, 52);
            DoubleVector f = bits.sub(biased.lanewise(VectorOperators.LSHL, 52))
                    .add(EXPONENT_ONE)
                    .reinterpretAsDoubles()
                    .sub(1);
            DoubleVector k = biased.or(TWO_52_BITS).reinterpretAsDoubles().sub(TWO_52_PLUS_1023);
            DoubleVector s = f.div(f.add(2));
            DoubleVector z = s.mul(s);
            DoubleVector w = z.mul(z);
            DoubleVector even = broadcast(S, LOG_6)
                    .fma(w, broadcast(S, LOG_4))
                    .fma(w, broadcast(S, LOG_2))
                    .fma(w, broadcast(S, LOG_0));
            DoubleVector odd = broadcast(S, LOG_5).fma(w, broadcast(S, LOG_3)).fma(w, broadcast(S, LOG_1));
            DoubleVector rest = odd.fma(z, even).mul(z);
            DoubleVector square = f.mul(0.5).mul(f);
            DoubleVector inner = s.fma(square.add(rest), k.fma(broadcast(S, LN2_LOW), error.div(v)));
            k.fma(broadcast(S, LN2_HIGH), f.sub(square.sub(inner))).intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            out[outOff + i] = Elementary.log1p(a[aOff + i]);
        }
    }

    @Override
    public void sin(double[] a, int aOff, double[] out, int outOff, int n) {
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            DoubleVector x = DoubleVector.fromArray(S, a, aOff + i);
            if (!x.abs().compare(VectorOperators.LE, TRIGONOMETRIC_LIMIT).allTrue()) {
                for (int j = i; j < i + L; j++) {
                    out[outOff + j] = Elementary.sin(a[aOff + j]);
                }
                continue;
            }
            DoubleVector t = x.fma(broadcast(S, TWO_OVER_PI), broadcast(S, ROUNDING));
            DoubleVector k = t.sub(ROUNDING);
            DoubleVector r = k.fma(
                    broadcast(S, -HALF_PI_LOW),
                    k.fma(broadcast(S, -HALF_PI_MIDDLE), k.fma(broadcast(S, -HALF_PI_HIGH), x)));
            LongVector q = t.reinterpretAsLongs();
            DoubleVector z = r.mul(r);
            DoubleVector p = broadcast(S, SIN_5)
                    .fma(z, broadcast(S, SIN_4))
                    .fma(z, broadcast(S, SIN_3))
                    .fma(z, broadcast(S, SIN_2))
                    .fma(z, broadcast(S, SIN_1))
                    .fma(z, broadcast(S, SIN_0));
            DoubleVector sin = r.mul(z).fma(p, r);
            p = broadcast(S, COS_5)
                    .fma(z, broadcast(S, COS_4))
                    .fma(z, broadcast(S, COS_3))
                    .fma(z, broadcast(S, COS_2))
                    .fma(z, broadcast(S, COS_1))
                    .fma(z, broadcast(S, COS_0));
            DoubleVector cos = z.mul(z).fma(p, z.fma(broadcast(S, -0.5), broadcast(S, 1)));
            // the last bit of q in the place of the sign: negative where the quadrant is odd
            DoubleVector odd =
                    q.lanewise(VectorOperators.LSHL, 63).or(EXPONENT_ONE).reinterpretAsDoubles();
            LongVector value =
                    sin.blend(cos, odd.compare(VectorOperators.LT, 0)).reinterpretAsLongs();
            value.lanewise(VectorOperators.XOR, q.and(2).lanewise(VectorOperators.LSHL, 62))
                    .reinterpretAsDoubles()
                    .blend(x, x.compare(VectorOperators.EQ, 0))
                    .intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            out[outOff + i] = Elementary.sin(a[aOff + i]);
        }
    }

    @Override
    public void cos(double[] a, int aOff, double[] out, int outOff, int n) {
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            DoubleVector x = DoubleVector.fromArray(S, a, aOff + i);
            if (!x.abs().compare(VectorOperators.LE, TRIGONOMETRIC_LIMIT).allTrue()) {
                for (int j = i; j < i + L; j++) {
                    out[outOff + j] = Elementary.cos(a[aOff + j]);
                }
                continue;
            }
            DoubleVector t = x.fma(broadcast(S, TWO_OVER_PI), broadcast(S, ROUNDING));
            DoubleVector k = t.sub(ROUNDING);
            DoubleVector r = k.fma(
                    broadcast(S, -HALF_PI_LOW),
                    k.fma(broadcast(S, -HALF_PI_MIDDLE), k.fma(broadcast(S, -HALF_PI_HIGH), x)));
            LongVector q = t.reinterpretAsLongs().add(1);
            DoubleVector z = r.mul(r);
            DoubleVector p = broadcast(S, SIN_5)
                    .fma(z, broadcast(S, SIN_4))
                    .fma(z, broadcast(S, SIN_3))
                    .fma(z, broadcast(S, SIN_2))
                    .fma(z, broadcast(S, SIN_1))
                    .fma(z, broadcast(S, SIN_0));
            DoubleVector sin = r.mul(z).fma(p, r);
            p = broadcast(S, COS_5)
                    .fma(z, broadcast(S, COS_4))
                    .fma(z, broadcast(S, COS_3))
                    .fma(z, broadcast(S, COS_2))
                    .fma(z, broadcast(S, COS_1))
                    .fma(z, broadcast(S, COS_0));
            DoubleVector cos = z.mul(z).fma(p, z.fma(broadcast(S, -0.5), broadcast(S, 1)));
            // the last bit of q in the place of the sign: negative where the quadrant is odd
            DoubleVector odd =
                    q.lanewise(VectorOperators.LSHL, 63).or(EXPONENT_ONE).reinterpretAsDoubles();
            LongVector value =
                    sin.blend(cos, odd.compare(VectorOperators.LT, 0)).reinterpretAsLongs();
            value.lanewise(VectorOperators.XOR, q.and(2).lanewise(VectorOperators.LSHL, 62))
                    .reinterpretAsDoubles()
                    .intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            out[outOff + i] = Elementary.cos(a[aOff + i]);
        }
    }

    @Override
    public void tanh(double[] a, int aOff, double[] out, int outOff, int n) {
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            DoubleVector x = DoubleVector.fromArray(S, a, aOff + i);
            DoubleVector magnitude = x.abs();
            DoubleVector y = magnitude.blend(TANH_ONE, magnitude.compare(VectorOperators.GT, TANH_ONE));
            DoubleVector t = y.fma(broadcast(S, TWO_LOG2_E), broadcast(S, ROUNDING_TO_EXPONENT));
            DoubleVector r = t.sub(ROUNDING_TO_EXPONENT).fma(broadcast(S, -HALF_LN2), y);
            DoubleVector w =
                    t.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles();
            DoubleVector z = r.mul(r);
            DoubleVector p = r.mul(z).fma(broadcast(S, TANH_P1).fma(z, broadcast(S, TANH_P0)), r);
            DoubleVector q = z.fma(broadcast(S, TANH_Q1).fma(z, broadcast(S, TANH_Q0)), broadcast(S, 1));
            DoubleVector less = w.sub(1);
            DoubleVector more = w.add(1);
            DoubleVector tanh = less.fma(q, more.mul(p)).div(more.fma(q, less.mul(p)));
            tanh.reinterpretAsLongs()
                    .or(x.reinterpretAsLongs().and(SIGN_BIT))
                    .reinterpretAsDoubles()
                    .intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            out[outOff + i] = Elementary.tanh(a[aOff + i]);
        }
    }

    @Override
    public void sigmoid(double[] a, int aOff, double[] out, int outOff, int n) {
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            DoubleVector x = DoubleVector.fromArray(S, a, aOff + i);
            DoubleVector y = x.abs().neg();
            DoubleVector t = y.fma(broadcast(S, LOG2_E), broadcast(S, ROUNDING));
            DoubleVector k = t.sub(ROUNDING);
            DoubleVector r = k.fma(broadcast(S, -LN2_LOW), k.fma(broadcast(S, -LN2_HIGH), y));
            LongVector u = t.reinterpretAsLongs().sub(ROUNDING_BITS - 2046);
            LongVector half = u.lanewise(VectorOperators.LSHR, 1);
            DoubleVector rr = r.mul(r);
            DoubleVector evenExp = broadcast(S, EXP_8)
                    .fma(rr, broadcast(S, EXP_6))
                    .fma(rr, broadcast(S, EXP_4))
                    .fma(rr, broadcast(S, EXP_2))
                    .fma(rr, broadcast(S, EXP_0));
            DoubleVector oddExp = broadcast(S, EXP_9)
                    .fma(rr, broadcast(S, EXP_7))
                    .fma(rr, broadcast(S, EXP_5))
                    .fma(rr, broadcast(S, EXP_3))
                    .fma(rr, broadcast(S, EXP_1));
            DoubleVector expR = rr.fma(oddExp.fma(r, evenExp), r).add(1);
            DoubleVector e = expR.mul(half.lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles())
                    .mul(u.sub(half).lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles());
            e = e.blend(0, y.compare(VectorOperators.LT, EXP_ZERO));
            broadcast(S, 1)
                    .blend(e, x.compare(VectorOperators.LT, 0))
                    .div(e.add(1))
                    .intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            out[outOff + i] = Elementary.sigmoid(a[aOff + i]);
        }
    }

    @Override
    public void softplus(double[] a, int aOff, double[] out, int outOff, int n) {
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            DoubleVector x = DoubleVector.fromArray(S, a, aOff + i);
            DoubleVector y = x.abs().neg();
            DoubleVector t = y.fma(broadcast(S, LOG2_E), broadcast(S, ROUNDING));
            DoubleVector k = t.sub(ROUNDING);
            DoubleVector r = k.fma(broadcast(S, -LN2_LOW), k.fma(broadcast(S, -LN2_HIGH), y));
            LongVector u = t.reinterpretAsLongs().sub(ROUNDING_BITS - 2046);
            LongVector half = u.lanewise(VectorOperators.LSHR, 1);
            DoubleVector rr = r.mul(r);
            DoubleVector evenExp = broadcast(S, EXP_8)
                    .fma(rr, broadcast(S, EXP_6))
                    .fma(rr, broadcast(S, EXP_4))
                    .fma(rr, broadcast(S, EXP_2))
                    .fma(rr, broadcast(S, EXP_0));
            DoubleVector oddExp = broadcast(S, EXP_9)
                    .fma(rr, broadcast(S, EXP_7))
                    .fma(rr, broadcast(S, EXP_5))
                    .fma(rr, broadcast(S, EXP_3))
                    .fma(rr, broadcast(S, EXP_1));
            DoubleVector expR = rr.fma(oddExp.fma(r, evenExp), r).add(1);
            DoubleVector e = expR.mul(half.lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles())
                    .mul(u.sub(half).lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles());
            DoubleVector f = e.blend(0, y.compare(VectorOperators.LT, EXP_ZERO));
            DoubleVector s = f.div(f.add(2));
            DoubleVector positive = broadcast(S, 0).blend(x, x.compare(VectorOperators.GT, 0));
            DoubleVector z = s.mul(s);
            DoubleVector w = z.mul(z);
            DoubleVector even = broadcast(S, LOG1P_10)
                    .fma(w, broadcast(S, LOG1P_8))
                    .fma(w, broadcast(S, LOG1P_6))
                    .fma(w, broadcast(S, LOG1P_4))
                    .fma(w, broadcast(S, LOG1P_2))
                    .fma(w, broadcast(S, LOG1P_0));
            DoubleVector odd = broadcast(S, LOG1P_9)
                    .fma(w, broadcast(S, LOG1P_7))
                    .fma(w, broadcast(S, LOG1P_5))
                    .fma(w, broadcast(S, LOG1P_3))
                    .fma(w, broadcast(S, LOG1P_1));
            DoubleVector rest = odd.fma(z, even).mul(z);
            positive.add(f.sub(s.mul(f.sub(rest)))).intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            out[outOff + i] = Elementary.softplus(a[aOff + i]);
        }
    }

    @Override
    public void logCosh(double[] a, int aOff, double[] out, int outOff, int n) {
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            DoubleVector x = DoubleVector.fromArray(S, a, aOff + i);
            DoubleVector z = x.mul(x);
            DoubleVector w = z.mul(z);
            DoubleVector even = broadcast(S, LOG_COSH_10)
                    .fma(w, broadcast(S, LOG_COSH_8))
                    .fma(w, broadcast(S, LOG_COSH_6))
                    .fma(w, broadcast(S, LOG_COSH_4))
                    .fma(w, broadcast(S, LOG_COSH_2))
                    .fma(w, broadcast(S, LOG_COSH_0));
            DoubleVector odd = broadcast(S, LOG_COSH_11)
                    .fma(w, broadcast(S, LOG_COSH_9))
                    .fma(w, broadcast(S, LOG_COSH_7))
                    .fma(w, broadcast(S, LOG_COSH_5))
                    .fma(w, broadcast(S, LOG_COSH_3))
                    .fma(w, broadcast(S, LOG_COSH_1));
            DoubleVector near = odd.fma(z, even).mul(z);
            DoubleVector magnitude = x.abs();
            DoubleVector y = magnitude
                    .blend(40, magnitude.compare(VectorOperators.GT, 40))
                    .mul(-2);
            DoubleVector t = y.fma(broadcast(S, LOG2_E), broadcast(S, ROUNDING));
            DoubleVector k = t.sub(ROUNDING);
            DoubleVector r = k.fma(broadcast(S, -LN2_LOW), k.fma(broadcast(S, -LN2_HIGH), y));
            DoubleVector rr = r.mul(r);
            DoubleVector evenExp = broadcast(S, EXP_8)
                    .fma(rr, broadcast(S, EXP_6))
                    .fma(rr, broadcast(S, EXP_4))
                    .fma(rr, broadcast(S, EXP_2))
                    .fma(rr, broadcast(S, EXP_0));
            DoubleVector oddExp = broadcast(S, EXP_9)
                    .fma(rr, broadcast(S, EXP_7))
                    .fma(rr, broadcast(S, EXP_5))
                    .fma(rr, broadcast(S, EXP_3))
                    .fma(rr, broadcast(S, EXP_1));
            DoubleVector expR = rr.fma(oddExp.fma(r, evenExp), r).add(1);
            DoubleVector f = expR.mul(t.reinterpretAsLongs()
                    .sub(ROUNDING_BITS - 1023)
                    .lanewise(VectorOperators.LSHL, 52)
                    .reinterpretAsDoubles());
            DoubleVector s = f.div(f.add(2));
            z = s.mul(s);
            w = z.mul(z);
            even = broadcast(S, LOG_FAR_4).fma(w, broadcast(S, LOG_FAR_2)).fma(w, broadcast(S, LOG_FAR_0));
            odd = broadcast(S, LOG_FAR_5).fma(w, broadcast(S, LOG_FAR_3)).fma(w, broadcast(S, LOG_FAR_1));
            DoubleVector rest = odd.fma(z, even).mul(z);
            magnitude
                    .sub(LN2_HIGH)
                    .add(f.sub(s.mul(f.sub(rest))).sub(LN2_LOW))
                    .blend(near, magnitude.compare(VectorOperators.LT, LOG_COSH_SPLIT))
                    .intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            out[outOff + i] = Elementary.logCosh(a[aOff + i]);
        }
    }

    @Override
    public void erf(double[] a, int aOff, double[] out, int outOff, int n) {
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            DoubleVector x = DoubleVector.fromArray(S, a, aOff + i);
            DoubleVector magnitude = x.abs();
            DoubleVector z = x.mul(x);
            DoubleVector w = z.mul(z);
            DoubleVector even = broadcast(S, ERF_10)
                    .fma(w, broadcast(S, ERF_8))
                    .fma(w, broadcast(S, ERF_6))
                    .fma(w, broadcast(S, ERF_4))
                    .fma(w, broadcast(S, ERF_2))
                    .fma(w, broadcast(S, ERF_0));
            DoubleVector odd = broadcast(S, ERF_11)
                    .fma(w, broadcast(S, ERF_9))
                    .fma(w, broadcast(S, ERF_7))
                    .fma(w, broadcast(S, ERF_5))
                    .fma(w, broadcast(S, ERF_3))
                    .fma(w, broadcast(S, ERF_1));
            DoubleVector near = odd.fma(z, even).mul(x);
            DoubleVector t = magnitude.sub(ERF_CENTRE).div(magnitude.add(ERF_CENTRE));
            w = t.mul(t);
            even = broadcast(S, ERFCX_12)
                    .fma(w, broadcast(S, ERFCX_10))
                    .fma(w, broadcast(S, ERFCX_8))
                    .fma(w, broadcast(S, ERFCX_6))
                    .fma(w, broadcast(S, ERFCX_4))
                    .fma(w, broadcast(S, ERFCX_2))
                    .fma(w, broadcast(S, ERFCX_0));
            odd = broadcast(S, ERFCX_11)
                    .fma(w, broadcast(S, ERFCX_9))
                    .fma(w, broadcast(S, ERFCX_7))
                    .fma(w, broadcast(S, ERFCX_5))
                    .fma(w, broadcast(S, ERFCX_3))
                    .fma(w, broadcast(S, ERFCX_1));
            DoubleVector y = magnitude.mul(magnitude).neg();
            DoubleVector u = y.fma(broadcast(S, LOG2_E), broadcast(S, ROUNDING));
            DoubleVector k = u.sub(ROUNDING);
            DoubleVector r = k.fma(broadcast(S, -LN2_LOW), k.fma(broadcast(S, -LN2_HIGH), y));
            DoubleVector rr = r.mul(r);
            DoubleVector evenExp = broadcast(S, EXP_8)
                    .fma(rr, broadcast(S, EXP_6))
                    .fma(rr, broadcast(S, EXP_4))
                    .fma(rr, broadcast(S, EXP_2))
                    .fma(rr, broadcast(S, EXP_0));
            DoubleVector oddExp = broadcast(S, EXP_9)
                    .fma(rr, broadcast(S, EXP_7))
                    .fma(rr, broadcast(S, EXP_5))
                    .fma(rr, broadcast(S, EXP_3))
                    .fma(rr, broadcast(S, EXP_1));
            DoubleVector expR = rr.fma(oddExp.fma(r, evenExp), r).add(1);
            DoubleVector e = expR.mul(u.reinterpretAsLongs()
                    .sub(ROUNDING_BITS - 1023)
                    .lanewise(VectorOperators.LSHL, 52)
                    .reinterpretAsDoubles());
            DoubleVector far = e.neg()
                    .fma(odd.fma(t, even), broadcast(S, 1))
                    .blend(1, magnitude.compare(VectorOperators.GT, ERF_ONE));
            DoubleVector signed = far.reinterpretAsLongs()
                    .or(x.reinterpretAsLongs().and(SIGN_BIT))
                    .reinterpretAsDoubles();
            signed.blend(near, magnitude.compare(VectorOperators.LT, ERF_SPLIT)).intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            out[outOff + i] = Elementary.erf(a[aOff + i]);
        }
    }

    @Override
    public void pow(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n) {
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            DoubleVector x = DoubleVector.fromArray(S, a, aOff + i);
            DoubleVector y = DoubleVector.fromArray(S, b, bOff + i);
            VectorMask<Double> normal = x.compare(VectorOperators.GE, Double.MIN_NORMAL)
                    .and(x.compare(VectorOperators.LT, Double.POSITIVE_INFINITY));
            LongVector bits = x.reinterpretAsLongs();
            LongVector biased = bits.sub(SQRT_HALF_BITS - EXPONENT_ONE).lanewise(VectorOperators.LSHR, 52);
            DoubleVector m = bits.sub(biased.lanewise(VectorOperators.LSHL, 52))
                    .add(EXPONENT_ONE)
                    .reinterpretAsDoubles();
            DoubleVector k = biased.or(TWO_52_BITS).reinterpretAsDoubles().sub(TWO_52_PLUS_1023);
            DoubleVector f = m.sub(1);
            DoubleVector d = m.add(1);
            DoubleVector dl = m.sub(d.sub(1));
            DoubleVector s = f.div(d);
            DoubleVector sn = s.neg();
            DoubleVector sl = sn.fma(dl, sn.fma(d, f)).div(d);
            DoubleVector z = s.mul(s);
            DoubleVector zl = s.mul(2).fma(sl, s.fma(s, z.neg()));
            DoubleVector w = z.mul(z);
            DoubleVector even = broadcast(S, POW_6)
                    .fma(w, broadcast(S, POW_4))
                    .fma(w, broadcast(S, POW_2))
                    .fma(w, broadcast(S, POW_0));
            DoubleVector odd = broadcast(S, POW_5).fma(w, broadcast(S, POW_3)).fma(w, broadcast(S, POW_1));
            DoubleVector g = odd.fma(z, even).mul(z);
            DoubleVector p = g.add(TWO_THIRDS_HIGH);
            DoubleVector pl = broadcast(S, TWO_THIRDS_HIGH).sub(p).add(g).add(TWO_THIRDS_LOW);
            DoubleVector h = s.mul(z);
            DoubleVector hl = sl.fma(z, s.fma(zl, s.fma(z, h.neg())));
            DoubleVector v = h.mul(p);
            DoubleVector vl = hl.fma(p, h.fma(pl, h.fma(p, v.neg())));
            DoubleVector twice = s.mul(2);
            DoubleVector sum = twice.add(v);
            DoubleVector suml = twice.sub(sum).add(v).add(sl.fma(broadcast(S, 2), vl));
            DoubleVector n2 = k.mul(LN2_SHORT);
            DoubleVector log = n2.add(sum);
            DoubleVector logl = n2.sub(log).add(sum).add(k.fma(broadcast(S, LN2_REST), suml));
            DoubleVector product = y.mul(log);
            DoubleVector productl = y.fma(logl, y.fma(log, product.neg()));
            if (!normal.and(product.abs().compare(VectorOperators.LT, 700)).allTrue()) {
                for (int lane = i; lane < i + L; lane++) {
                    out[outOff + lane] = Elementary.pow(a[aOff + lane], b[bOff + lane]);
                }
                continue;
            }
            DoubleVector t = product.fma(broadcast(S, LOG2_E), broadcast(S, ROUNDING));
            DoubleVector j = t.sub(ROUNDING);
            DoubleVector r = j.fma(broadcast(S, -LN2_LOW), j.fma(broadcast(S, -LN2_HIGH), product))
                    .add(productl);
            DoubleVector rr = r.mul(r);
            DoubleVector evenExp = broadcast(S, EXP_8)
                    .fma(rr, broadcast(S, EXP_6))
                    .fma(rr, broadcast(S, EXP_4))
                    .fma(rr, broadcast(S, EXP_2))
                    .fma(rr, broadcast(S, EXP_0));
            DoubleVector oddExp = broadcast(S, EXP_9)
                    .fma(rr, broadcast(S, EXP_7))
                    .fma(rr, broadcast(S, EXP_5))
                    .fma(rr, broadcast(S, EXP_3))
                    .fma(rr, broadcast(S, EXP_1));
            DoubleVector expR = rr.fma(oddExp.fma(r, evenExp), r).add(1);
            expR.mul(t.reinterpretAsLongs()
                            .sub(ROUNDING_BITS - 1023)
                            .lanewise(VectorOperators.LSHL, 52)
                            .reinterpretAsDoubles())
                    .intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            out[outOff + i] = Elementary.pow(a[aOff + i], b[bOff + i]);
        }
    }

    @Override
    public void atan2(double[] a, int aOff, double[] b, int bOff, double[] out, int outOff, int n) {
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            DoubleVector x = DoubleVector.fromArray(S, a, aOff + i);
            DoubleVector y = DoubleVector.fromArray(S, b, bOff + i);
            // x is the ordinate here, y the abscissa
            DoubleVector ordinate = x.abs();
            DoubleVector abscissa = y.abs();
            VectorMask<Double> steep = ordinate.compare(VectorOperators.GT, abscissa);
            DoubleVector large = abscissa.blend(ordinate, steep);
            DoubleVector small = ordinate.blend(abscissa, steep);
            VectorMask<Double> plain =
                    large.compare(VectorOperators.LT, 0x1.0p1000).and(small.compare(VectorOperators.GT, 0x1.0p-900));
            if (!plain.allTrue()) {
                for (int j = i; j < i + L; j++) {
                    out[outOff + j] = Elementary.atan2(a[aOff + j], b[bOff + j]);
                }
                continue;
            }
            VectorMask<Double> turn = small.compare(VectorOperators.GT, large.mul(TAN_PI_8));
            DoubleVector t = small.blend(small.sub(large), turn).div(large.blend(small.add(large), turn));
            DoubleVector z = t.mul(t);
            DoubleVector w = z.mul(z);
            DoubleVector even = broadcast(S, ATAN_10)
                    .fma(w, broadcast(S, ATAN_8))
                    .fma(w, broadcast(S, ATAN_6))
                    .fma(w, broadcast(S, ATAN_4))
                    .fma(w, broadcast(S, ATAN_2))
                    .fma(w, broadcast(S, ATAN_0));
            DoubleVector odd = broadcast(S, ATAN_9)
                    .fma(w, broadcast(S, ATAN_7))
                    .fma(w, broadcast(S, ATAN_5))
                    .fma(w, broadcast(S, ATAN_3))
                    .fma(w, broadcast(S, ATAN_1));
            DoubleVector angle = t.mul(z).fma(odd.fma(z, even), t);
            angle = angle.blend(angle.add(QUARTER_PI_LOW).add(QUARTER_PI_HIGH), turn);
            angle = angle.blend(broadcast(S, HALF_PI_HIGH).sub(angle.sub(HALF_PI_MIDDLE)), steep);
            angle = angle.blend(
                    broadcast(S, 2 * HALF_PI_HIGH).sub(angle.sub(2 * HALF_PI_MIDDLE)),
                    y.compare(VectorOperators.LT, 0));
            angle.reinterpretAsLongs()
                    .or(x.reinterpretAsLongs().and(SIGN_BIT))
                    .reinterpretAsDoubles()
                    .intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            out[outOff + i] = Elementary.atan2(a[aOff + i], b[bOff + i]);
        }
    }
}
