package ansatz.engine.kernel;

import static ansatz.engine.kernel.FloatCoefficients.*;
import static jdk.incubator.vector.FloatVector.broadcast;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [FloatFunctions] with the Vector API: the formulas of [FloatElementary], operation by operation, written as
/// those
/// of [VectorFunctions].
final class FloatVectorFunctions implements FloatFunctions {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    @Override
    public void exp(float[] a, int aOff, float[] out, int outOff, int n) {
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            FloatVector x = FloatVector.fromArray(S, a, aOff + i);
            FloatVector t = x.fma(broadcast(S, LOG2_E), broadcast(S, ROUNDING));
            FloatVector k = t.sub(ROUNDING);
            FloatVector r = k.fma(broadcast(S, -LN2_LOW), k.fma(broadcast(S, -LN2_HIGH), x));
            IntVector u = t.reinterpretAsInts().sub(ROUNDING_BITS - 254);
            IntVector half = u.lanewise(VectorOperators.LSHR, 1);
            FloatVector expR = broadcast(S, EXP_4)
                    .fma(r, broadcast(S, EXP_3))
                    .fma(r, broadcast(S, EXP_2))
                    .fma(r, broadcast(S, EXP_1))
                    .fma(r, broadcast(S, EXP_0))
                    .fma(r.mul(r), r)
                    .add(1);
            expR.mul(half.lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats())
                    .mul(u.sub(half).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats())
                    .blend(Float.POSITIVE_INFINITY, x.compare(VectorOperators.GT, EXP_INFINITE))
                    .blend(0, x.compare(VectorOperators.LT, EXP_ZERO))
                    .intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            out[outOff + i] = FloatElementary.exp(a[aOff + i]);
        }
    }

    @Override
    public void expm1(float[] a, int aOff, float[] out, int outOff, int n) {
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            FloatVector x = FloatVector.fromArray(S, a, aOff + i);
            FloatVector t = x.fma(broadcast(S, LOG2_E), broadcast(S, ROUNDING));
            FloatVector k = t.sub(ROUNDING);
            FloatVector r = k.fma(broadcast(S, -LN2_LOW), k.fma(broadcast(S, -LN2_HIGH), x));
            FloatVector p = broadcast(S, EXPM1_5)
                    .fma(r, broadcast(S, EXPM1_4))
                    .fma(r, broadcast(S, EXPM1_3))
                    .fma(r, broadcast(S, EXPM1_2))
                    .fma(r, broadcast(S, EXPM1_1))
                    .fma(r, broadcast(S, EXPM1_0))
                    .fma(r.mul(r), r);
            FloatVector w = t.reinterpretAsInts()
                    .sub(ROUNDING_BITS - 126)
                    .lanewise(VectorOperators.LSHL, 23)
                    .reinterpretAsFloats();
            p.fma(w, w.sub(0.5f))
                    .mul(2)
                    .blend(x, x.abs().compare(VectorOperators.LT, TINY))
                    .blend(Float.POSITIVE_INFINITY, x.compare(VectorOperators.GT, EXP_INFINITE))
                    .blend(-1, x.compare(VectorOperators.LT, EXPM1_MINUS_ONE))
                    .intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            out[outOff + i] = FloatElementary.expm1(a[aOff + i]);
        }
    }

    @Override
    public void log(float[] a, int aOff, float[] out, int outOff, int n) {
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            FloatVector x = FloatVector.fromArray(S, a, aOff + i);
            VectorMask<Float> normal = x.compare(VectorOperators.GE, Float.MIN_NORMAL)
                    .and(x.compare(VectorOperators.LT, Float.POSITIVE_INFINITY));
            if (!normal.allTrue()) {
                for (int j = i; j < i + L; j++) {
                    out[outOff + j] = FloatElementary.log(a[aOff + j]);
                }
                continue;
            }
            IntVector bits = x.reinterpretAsInts();
            IntVector biased = bits.sub(SQRT_HALF_BITS - EXPONENT_ONE).lanewise(VectorOperators.LSHR, 23);
            FloatVector f = bits.sub(biased.lanewise(VectorOperators.LSHL, 23))
                    .add(EXPONENT_ONE)
                    .reinterpretAsFloats()
                    .sub(1);
            FloatVector k = biased.or(TWO_52_BITS).reinterpretAsFloats().sub(TWO_52_PLUS_1023);
            FloatVector s = f.div(f.add(2));
            FloatVector z = s.mul(s);
            FloatVector rest = broadcast(S, LOG_2)
                    .fma(z, broadcast(S, LOG_1))
                    .fma(z, broadcast(S, LOG_0))
                    .mul(z);
            FloatVector square = f.mul(0.5f).mul(f);
            FloatVector inner = s.fma(square.add(rest), k.mul(LN2_LOW));
            k.fma(broadcast(S, LN2_HIGH), f.sub(square.sub(inner))).intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            out[outOff + i] = FloatElementary.log(a[aOff + i]);
        }
    }

    @Override
    public void log1p(float[] a, int aOff, float[] out, int outOff, int n) {
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            FloatVector x = FloatVector.fromArray(S, a, aOff + i);
            VectorMask<Float> plain = x.compare(VectorOperators.GT, -1)
                    .and(x.compare(VectorOperators.LT, 0x1.0p120f))
                    .and(x.compare(VectorOperators.NE, 0));
            if (!plain.allTrue()) {
                for (int j = i; j < i + L; j++) {
                    out[outOff + j] = FloatElementary.log1p(a[aOff + j]);
                }
                continue;
            }
            FloatVector one = broadcast(S, 1);
            FloatVector v = x.add(one);
            FloatVector b = v.sub(one);
            FloatVector error = one.sub(v.sub(b)).add(x.sub(b));
            IntVector bits = v.reinterpretAsInts();
            IntVector biased = bits.sub(SQRT_HALF_BITS - EXPONENT_ONE).lanewise(VectorOperators.LSHR, 23);
            FloatVector f = bits.sub(biased.lanewise(VectorOperators.LSHL, 23))
                    .add(EXPONENT_ONE)
                    .reinterpretAsFloats()
                    .sub(1);
            FloatVector k = biased.or(TWO_52_BITS).reinterpretAsFloats().sub(TWO_52_PLUS_1023);
            FloatVector s = f.div(f.add(2));
            FloatVector z = s.mul(s);
            FloatVector rest = broadcast(S, LOG_2)
                    .fma(z, broadcast(S, LOG_1))
                    .fma(z, broadcast(S, LOG_0))
                    .mul(z);
            FloatVector square = f.mul(0.5f).mul(f);
            FloatVector inner = s.fma(square.add(rest), k.fma(broadcast(S, LN2_LOW), error.div(v)));
            k.fma(broadcast(S, LN2_HIGH), f.sub(square.sub(inner))).intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            out[outOff + i] = FloatElementary.log1p(a[aOff + i]);
        }
    }

    @Override
    public void sin(float[] a, int aOff, float[] out, int outOff, int n) {
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            FloatVector x = FloatVector.fromArray(S, a, aOff + i);
            if (!x.abs().compare(VectorOperators.LE, TRIGONOMETRIC_LIMIT).allTrue()) {
                for (int j = i; j < i + L; j++) {
                    out[outOff + j] = FloatElementary.sin(a[aOff + j]);
                }
                continue;
            }
            FloatVector t = x.fma(broadcast(S, TWO_OVER_PI), broadcast(S, ROUNDING));
            FloatVector k = t.sub(ROUNDING);
            FloatVector r = k.fma(
                    broadcast(S, -HALF_PI_LOW),
                    k.fma(broadcast(S, -HALF_PI_MIDDLE), k.fma(broadcast(S, -HALF_PI_HIGH), x)));
            IntVector q = t.reinterpretAsInts();
            FloatVector z = r.mul(r);
            FloatVector p = broadcast(S, SIN_2).fma(z, broadcast(S, SIN_1)).fma(z, broadcast(S, SIN_0));
            FloatVector sin = r.mul(z).fma(p, r);
            p = broadcast(S, COS_2).fma(z, broadcast(S, COS_1)).fma(z, broadcast(S, COS_0));
            FloatVector cos = z.mul(z).fma(p, z.fma(broadcast(S, -0.5f), broadcast(S, 1)));
            // the last bit of q in the place of the sign: negative where the quadrant is odd
            FloatVector odd =
                    q.lanewise(VectorOperators.LSHL, 31).or(EXPONENT_ONE).reinterpretAsFloats();
            IntVector value = sin.blend(cos, odd.compare(VectorOperators.LT, 0)).reinterpretAsInts();
            value.lanewise(VectorOperators.XOR, q.and(2).lanewise(VectorOperators.LSHL, 30))
                    .reinterpretAsFloats()
                    .blend(x, x.compare(VectorOperators.EQ, 0))
                    .intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            out[outOff + i] = FloatElementary.sin(a[aOff + i]);
        }
    }

    @Override
    public void cos(float[] a, int aOff, float[] out, int outOff, int n) {
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            FloatVector x = FloatVector.fromArray(S, a, aOff + i);
            if (!x.abs().compare(VectorOperators.LE, TRIGONOMETRIC_LIMIT).allTrue()) {
                for (int j = i; j < i + L; j++) {
                    out[outOff + j] = FloatElementary.cos(a[aOff + j]);
                }
                continue;
            }
            FloatVector t = x.fma(broadcast(S, TWO_OVER_PI), broadcast(S, ROUNDING));
            FloatVector k = t.sub(ROUNDING);
            FloatVector r = k.fma(
                    broadcast(S, -HALF_PI_LOW),
                    k.fma(broadcast(S, -HALF_PI_MIDDLE), k.fma(broadcast(S, -HALF_PI_HIGH), x)));
            IntVector q = t.reinterpretAsInts().add(1);
            FloatVector z = r.mul(r);
            FloatVector p = broadcast(S, SIN_2).fma(z, broadcast(S, SIN_1)).fma(z, broadcast(S, SIN_0));
            FloatVector sin = r.mul(z).fma(p, r);
            p = broadcast(S, COS_2).fma(z, broadcast(S, COS_1)).fma(z, broadcast(S, COS_0));
            FloatVector cos = z.mul(z).fma(p, z.fma(broadcast(S, -0.5f), broadcast(S, 1)));
            // the last bit of q in the place of the sign: negative where the quadrant is odd
            FloatVector odd =
                    q.lanewise(VectorOperators.LSHL, 31).or(EXPONENT_ONE).reinterpretAsFloats();
            IntVector value = sin.blend(cos, odd.compare(VectorOperators.LT, 0)).reinterpretAsInts();
            value.lanewise(VectorOperators.XOR, q.and(2).lanewise(VectorOperators.LSHL, 30))
                    .reinterpretAsFloats()
                    .intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            out[outOff + i] = FloatElementary.cos(a[aOff + i]);
        }
    }

    @Override
    public void tanh(float[] a, int aOff, float[] out, int outOff, int n) {
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            FloatVector x = FloatVector.fromArray(S, a, aOff + i);
            FloatVector z = x.mul(x);
            FloatVector near = x.mul(z)
                    .fma(
                            broadcast(S, TANH_4)
                                    .fma(z, broadcast(S, TANH_3))
                                    .fma(z, broadcast(S, TANH_2))
                                    .fma(z, broadcast(S, TANH_1))
                                    .fma(z, broadcast(S, TANH_0)),
                            x);
            FloatVector magnitude = x.abs();
            FloatVector y = magnitude
                    .blend(TANH_ONE, magnitude.compare(VectorOperators.GT, TANH_ONE))
                    .mul(2);
            FloatVector t = y.fma(broadcast(S, LOG2_E), broadcast(S, ROUNDING));
            FloatVector k = t.sub(ROUNDING);
            FloatVector r = k.fma(broadcast(S, -LN2_LOW), k.fma(broadcast(S, -LN2_HIGH), y));
            FloatVector expR = broadcast(S, EXP_4)
                    .fma(r, broadcast(S, EXP_3))
                    .fma(r, broadcast(S, EXP_2))
                    .fma(r, broadcast(S, EXP_1))
                    .fma(r, broadcast(S, EXP_0))
                    .fma(r.mul(r), r)
                    .add(1);
            FloatVector e = expR.mul(t.reinterpretAsInts()
                    .sub(ROUNDING_BITS - 127)
                    .lanewise(VectorOperators.LSHL, 23)
                    .reinterpretAsFloats());
            FloatVector one = broadcast(S, 1);
            FloatVector far = one.sub(broadcast(S, 2).div(e.add(one)));
            far.blend(near, magnitude.compare(VectorOperators.LT, TANH_SPLIT))
                    .reinterpretAsInts()
                    .or(x.reinterpretAsInts().and(SIGN_BIT))
                    .reinterpretAsFloats()
                    .intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            out[outOff + i] = FloatElementary.tanh(a[aOff + i]);
        }
    }

    @Override
    public void sigmoid(float[] a, int aOff, float[] out, int outOff, int n) {
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            FloatVector x = FloatVector.fromArray(S, a, aOff + i);
            FloatVector y = x.abs().neg();
            FloatVector t = y.fma(broadcast(S, LOG2_E), broadcast(S, ROUNDING));
            FloatVector k = t.sub(ROUNDING);
            FloatVector r = k.fma(broadcast(S, -LN2_LOW), k.fma(broadcast(S, -LN2_HIGH), y));
            IntVector u = t.reinterpretAsInts().sub(ROUNDING_BITS - 254);
            IntVector half = u.lanewise(VectorOperators.LSHR, 1);
            FloatVector expR = broadcast(S, EXP_4)
                    .fma(r, broadcast(S, EXP_3))
                    .fma(r, broadcast(S, EXP_2))
                    .fma(r, broadcast(S, EXP_1))
                    .fma(r, broadcast(S, EXP_0))
                    .fma(r.mul(r), r)
                    .add(1);
            FloatVector e = expR.mul(half.lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats())
                    .mul(u.sub(half).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats())
                    .blend(0, y.compare(VectorOperators.LT, EXP_ZERO));
            broadcast(S, 1)
                    .blend(e, x.compare(VectorOperators.LT, 0))
                    .div(e.add(1))
                    .intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            out[outOff + i] = FloatElementary.sigmoid(a[aOff + i]);
        }
    }

    @Override
    public void softplus(float[] a, int aOff, float[] out, int outOff, int n) {
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            FloatVector x = FloatVector.fromArray(S, a, aOff + i);
            FloatVector y = x.abs().neg();
            FloatVector t = y.fma(broadcast(S, LOG2_E), broadcast(S, ROUNDING));
            FloatVector k = t.sub(ROUNDING);
            FloatVector r = k.fma(broadcast(S, -LN2_LOW), k.fma(broadcast(S, -LN2_HIGH), y));
            IntVector u = t.reinterpretAsInts().sub(ROUNDING_BITS - 254);
            IntVector half = u.lanewise(VectorOperators.LSHR, 1);
            FloatVector expR = broadcast(S, EXP_4)
                    .fma(r, broadcast(S, EXP_3))
                    .fma(r, broadcast(S, EXP_2))
                    .fma(r, broadcast(S, EXP_1))
                    .fma(r, broadcast(S, EXP_0))
                    .fma(r.mul(r), r)
                    .add(1);
            FloatVector f = expR.mul(half.lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats())
                    .mul(u.sub(half).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats())
                    .blend(0, y.compare(VectorOperators.LT, EXP_ZERO));
            FloatVector s = f.div(f.add(2));
            FloatVector z = s.mul(s);
            FloatVector rest = broadcast(S, LOG1P_3)
                    .fma(z, broadcast(S, LOG1P_2))
                    .fma(z, broadcast(S, LOG1P_1))
                    .fma(z, broadcast(S, LOG1P_0))
                    .mul(z);
            FloatVector positive = broadcast(S, 0).blend(x, x.compare(VectorOperators.GT, 0));
            positive.add(f.sub(s.mul(f.sub(rest)))).intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            out[outOff + i] = FloatElementary.softplus(a[aOff + i]);
        }
    }

    @Override
    public void logCosh(float[] a, int aOff, float[] out, int outOff, int n) {
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            FloatVector x = FloatVector.fromArray(S, a, aOff + i);
            FloatVector z = x.mul(x);
            FloatVector near = broadcast(S, LOG_COSH_5)
                    .fma(z, broadcast(S, LOG_COSH_4))
                    .fma(z, broadcast(S, LOG_COSH_3))
                    .fma(z, broadcast(S, LOG_COSH_2))
                    .fma(z, broadcast(S, LOG_COSH_1))
                    .fma(z, broadcast(S, LOG_COSH_0))
                    .mul(z);
            FloatVector magnitude = x.abs();
            FloatVector y = magnitude
                    .blend(LOG_COSH_LINEAR, magnitude.compare(VectorOperators.GT, LOG_COSH_LINEAR))
                    .mul(-2);
            FloatVector t = y.fma(broadcast(S, LOG2_E), broadcast(S, ROUNDING));
            FloatVector k = t.sub(ROUNDING);
            FloatVector r = k.fma(broadcast(S, -LN2_LOW), k.fma(broadcast(S, -LN2_HIGH), y));
            FloatVector expR = broadcast(S, EXP_4)
                    .fma(r, broadcast(S, EXP_3))
                    .fma(r, broadcast(S, EXP_2))
                    .fma(r, broadcast(S, EXP_1))
                    .fma(r, broadcast(S, EXP_0))
                    .fma(r.mul(r), r)
                    .add(1);
            FloatVector f = expR.mul(t.reinterpretAsInts()
                    .sub(ROUNDING_BITS - 127)
                    .lanewise(VectorOperators.LSHL, 23)
                    .reinterpretAsFloats());
            FloatVector s = f.div(f.add(2));
            z = s.mul(s);
            FloatVector rest = broadcast(S, LOG_FAR_2)
                    .fma(z, broadcast(S, LOG_FAR_1))
                    .fma(z, broadcast(S, LOG_FAR_0))
                    .mul(z);
            magnitude
                    .sub(LN2_HIGH)
                    .add(f.sub(s.mul(f.sub(rest))).sub(LN2_LOW))
                    .blend(near, magnitude.compare(VectorOperators.LT, LOG_COSH_SPLIT))
                    .intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            out[outOff + i] = FloatElementary.logCosh(a[aOff + i]);
        }
    }

    @Override
    public void erf(float[] a, int aOff, float[] out, int outOff, int n) {
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            FloatVector x = FloatVector.fromArray(S, a, aOff + i);
            FloatVector magnitude = x.abs();
            FloatVector z = x.mul(x);
            FloatVector near = broadcast(S, ERF_6)
                    .fma(z, broadcast(S, ERF_5))
                    .fma(z, broadcast(S, ERF_4))
                    .fma(z, broadcast(S, ERF_3))
                    .fma(z, broadcast(S, ERF_2))
                    .fma(z, broadcast(S, ERF_1))
                    .fma(z, broadcast(S, ERF_0))
                    .fma(x, x);
            FloatVector v = magnitude.sub(ERF_CENTRE).div(magnitude.add(ERF_CENTRE));
            FloatVector p = broadcast(S, ERFCX_5)
                    .fma(v, broadcast(S, ERFCX_4))
                    .fma(v, broadcast(S, ERFCX_3))
                    .fma(v, broadcast(S, ERFCX_2))
                    .fma(v, broadcast(S, ERFCX_1))
                    .fma(v, broadcast(S, ERFCX_0));
            FloatVector y = magnitude.mul(magnitude).neg();
            FloatVector t = y.fma(broadcast(S, LOG2_E), broadcast(S, ROUNDING));
            FloatVector k = t.sub(ROUNDING);
            FloatVector r = k.fma(broadcast(S, -LN2_LOW), k.fma(broadcast(S, -LN2_HIGH), y));
            FloatVector expR = broadcast(S, EXP_4)
                    .fma(r, broadcast(S, EXP_3))
                    .fma(r, broadcast(S, EXP_2))
                    .fma(r, broadcast(S, EXP_1))
                    .fma(r, broadcast(S, EXP_0))
                    .fma(r.mul(r), r)
                    .add(1);
            FloatVector e = expR.mul(t.reinterpretAsInts()
                    .sub(ROUNDING_BITS - 127)
                    .lanewise(VectorOperators.LSHL, 23)
                    .reinterpretAsFloats());
            FloatVector far = e.neg().fma(p, broadcast(S, 1)).blend(1, magnitude.compare(VectorOperators.GT, ERF_ONE));
            far.reinterpretAsInts()
                    .or(x.reinterpretAsInts().and(SIGN_BIT))
                    .reinterpretAsFloats()
                    .blend(near, magnitude.compare(VectorOperators.LT, ERF_SPLIT))
                    .intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            out[outOff + i] = FloatElementary.erf(a[aOff + i]);
        }
    }

    @Override
    public void pow(float[] a, int aOff, float[] b, int bOff, float[] out, int outOff, int n) {
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            FloatVector x = FloatVector.fromArray(S, a, aOff + i);
            FloatVector y = FloatVector.fromArray(S, b, bOff + i);
            VectorMask<Float> normal = x.compare(VectorOperators.GE, Float.MIN_NORMAL)
                    .and(x.compare(VectorOperators.LT, Float.POSITIVE_INFINITY));
            IntVector bits = x.reinterpretAsInts();
            IntVector biased = bits.sub(SQRT_HALF_BITS - EXPONENT_ONE).lanewise(VectorOperators.LSHR, 23);
            FloatVector m = bits.sub(biased.lanewise(VectorOperators.LSHL, 23))
                    .add(EXPONENT_ONE)
                    .reinterpretAsFloats();
            FloatVector k = biased.or(TWO_52_BITS).reinterpretAsFloats().sub(TWO_52_PLUS_1023);
            FloatVector f = m.sub(1);
            FloatVector d = m.add(1);
            FloatVector dl = m.sub(d.sub(1));
            FloatVector s = f.div(d);
            FloatVector sn = s.neg();
            FloatVector sl = sn.fma(dl, sn.fma(d, f)).div(d);
            FloatVector z = s.mul(s);
            FloatVector zl = s.mul(2).fma(sl, s.fma(s, z.neg()));
            FloatVector g = broadcast(S, POW_2)
                    .fma(z, broadcast(S, POW_1))
                    .fma(z, broadcast(S, POW_0))
                    .mul(z);
            FloatVector p = g.add(TWO_THIRDS_HIGH);
            FloatVector pl = broadcast(S, TWO_THIRDS_HIGH).sub(p).add(g).add(TWO_THIRDS_LOW);
            FloatVector h = s.mul(z);
            FloatVector hl = sl.fma(z, s.fma(zl, s.fma(z, h.neg())));
            FloatVector v = h.mul(p);
            FloatVector vl = hl.fma(p, h.fma(pl, h.fma(p, v.neg())));
            FloatVector twice = s.mul(2);
            FloatVector sum = twice.add(v);
            FloatVector suml = twice.sub(sum).add(v).add(sl.fma(broadcast(S, 2), vl));
            FloatVector n2 = k.mul(LN2_SHORT);
            FloatVector log = n2.add(sum);
            FloatVector logl = n2.sub(log).add(sum).add(k.fma(broadcast(S, LN2_REST), suml));
            FloatVector product = y.mul(log);
            FloatVector productl = y.fma(logl, y.fma(log, product.neg()));
            if (!normal.and(product.abs().compare(VectorOperators.LT, POW_LIMIT))
                    .allTrue()) {
                for (int lane = i; lane < i + L; lane++) {
                    out[outOff + lane] = FloatElementary.pow(a[aOff + lane], b[bOff + lane]);
                }
                continue;
            }
            FloatVector t = product.fma(broadcast(S, LOG2_E), broadcast(S, ROUNDING));
            FloatVector j = t.sub(ROUNDING);
            FloatVector r = j.fma(broadcast(S, -LN2_LOW), j.fma(broadcast(S, -LN2_HIGH), product))
                    .add(productl);
            FloatVector expR = broadcast(S, EXP_4)
                    .fma(r, broadcast(S, EXP_3))
                    .fma(r, broadcast(S, EXP_2))
                    .fma(r, broadcast(S, EXP_1))
                    .fma(r, broadcast(S, EXP_0))
                    .fma(r.mul(r), r)
                    .add(1);
            expR.mul(t.reinterpretAsInts()
                            .sub(ROUNDING_BITS - 127)
                            .lanewise(VectorOperators.LSHL, 23)
                            .reinterpretAsFloats())
                    .intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            out[outOff + i] = FloatElementary.pow(a[aOff + i], b[bOff + i]);
        }
    }

    @Override
    public void atan2(float[] a, int aOff, float[] b, int bOff, float[] out, int outOff, int n) {
        int i = 0;
        for (int end = S.loopBound(n); i < end; i += L) {
            FloatVector x = FloatVector.fromArray(S, a, aOff + i);
            FloatVector y = FloatVector.fromArray(S, b, bOff + i);
            // x is the ordinate here, y the abscissa
            FloatVector ordinate = x.abs();
            FloatVector abscissa = y.abs();
            VectorMask<Float> steep = ordinate.compare(VectorOperators.GT, abscissa);
            FloatVector large = abscissa.blend(ordinate, steep);
            FloatVector small = ordinate.blend(abscissa, steep);
            VectorMask<Float> plain =
                    large.compare(VectorOperators.LT, 0x1.0p120f).and(small.compare(VectorOperators.GT, 0x1.0p-100f));
            if (!plain.allTrue()) {
                for (int lane = i; lane < i + L; lane++) {
                    out[outOff + lane] = FloatElementary.atan2(a[aOff + lane], b[bOff + lane]);
                }
                continue;
            }
            VectorMask<Float> turn = small.compare(VectorOperators.GT, large.mul(TAN_PI_8));
            FloatVector t = small.blend(small.sub(large), turn).div(large.blend(small.add(large), turn));
            FloatVector z = t.mul(t);
            FloatVector angle = t.mul(z)
                    .fma(
                            broadcast(S, ATAN_4)
                                    .fma(z, broadcast(S, ATAN_3))
                                    .fma(z, broadcast(S, ATAN_2))
                                    .fma(z, broadcast(S, ATAN_1))
                                    .fma(z, broadcast(S, ATAN_0)),
                            t);
            angle = angle.blend(angle.add(QUARTER_PI_LOW).add(QUARTER_PI_HIGH), turn);
            angle = angle.blend(broadcast(S, HALF_PI_HIGH).sub(angle.sub(HALF_PI_MIDDLE)), steep);
            angle = angle.blend(
                    broadcast(S, 2 * HALF_PI_HIGH).sub(angle.sub(2 * HALF_PI_MIDDLE)),
                    y.compare(VectorOperators.LT, 0));
            angle.reinterpretAsInts()
                    .or(x.reinterpretAsInts().and(SIGN_BIT))
                    .reinterpretAsFloats()
                    .intoArray(out, outOff + i);
        }
        for (; i < n; i++) {
            out[outOff + i] = FloatElementary.atan2(a[aOff + i], b[bOff + i]);
        }
    }
}
