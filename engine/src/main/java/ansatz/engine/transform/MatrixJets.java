package ansatz.engine.transform;

import static ansatz.engine.transform.Expressions.last;

import ansatz.engine.program.Operation;
import ansatz.engine.trace.Value;

/// Jets of functions of square matrices A (the last two axes), with M_k = A^-1 A_k:
///
/// - inverse: (A^-1)_k = -M_k A^-1, (A^-1)_L = (2 sum_k M_k M_k - M_L) A^-1;
/// - log |det A|: rows tr M_k, Laplacian tr M_L - sum_k tr M_k M_k;
/// - arg det A of a complex matrix: the imaginary parts of the same.
final class MatrixJets {
    private MatrixJets() {}

    static Jet inverse(Jet a) {
        Jet x = everywhere(a);
        String batch = batch(x);
        Value inverse = x.value().inverse();
        Value m = inverse.contract(x.derivatives(), batch + "ij", batch + "jkr", batch + "ikr");
        Value rows = m.slice(-1, 1, x.support().width() + 1);
        Value twice =
                rows.contract(rows, batch + "ijr", batch + "jkr", batch + "ik").times(2);
        Value change = last(twice, m.shape()).minus(m);
        Value packed = change.contract(inverse, batch + "ijr", batch + "jk", batch + "ikr");
        return Jet.packed(inverse, packed, x.support());
    }

    static Jet logAbsDeterminant(Jet a) {
        Jet x = everywhere(a);
        Value packed = a.value().trace().emit(new Operation.JetLogAbsDeterminant(), x.value(), x.derivatives());
        int matrices = packed.shape().size() / Expressions.length(packed);
        return Jet.packed(packed, x.support().map(new int[matrices]));
    }

    /// With P + iQ the inverse of X + iY.
    static Jet phase(Jet re, Jet im) {
        Value value = re.value().determinantPhase(im.value());
        Support all = Support.stack(re.support(), im.support())
                .everywhere()
                .map(new int[re.value().shape().size()]);
        Jet x = re.align(all).pack();
        Jet y = im.align(all).pack();
        String batch = batch(x);
        Expressions.ComplexInverse inverse = Expressions.ComplexInverse.of(x.value(), y.value());
        Value p = inverse.re();
        Value q = inverse.im();
        Value traces = p.contract(y.derivatives(), batch + "ji", batch + "ijr", batch + "r")
                .plus(q.contract(x.derivatives(), batch + "ji", batch + "ijr", batch + "r"));
        Value real = product(p, x, batch).minus(product(q, y, batch));
        Value imaginary = product(p, y, batch).plus(product(q, x, batch));
        Value squares =
                real.contract(imaginary, batch + "ijr", batch + "jir", batch).times(2);
        Value packed = traces.minus(last(squares, traces.shape()));
        return Jet.packed(value, packed, all.map(new int[value.shape().size()]));
    }

    private static Value product(Value inverse, Jet a, String batch) {
        return inverse.contract(a.jacobian(), batch + "ij", batch + "jkr", batch + "ikr");
    }

    private static Jet everywhere(Jet a) {
        return a.align(a.support().everywhere()).pack();
    }

    /// Letters for the axes before the matrix.
    private static String batch(Jet a) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < a.value().shape().rank() - 2; i++) {
            letters.append((char) ('A' + i));
        }
        return letters.toString();
    }
}
