package ansatz.continuum.model;

import ansatz.continuum.space.ParticleSystem;
import ansatz.continuum.space.Space;
import ansatz.engine.array.Shape;
import ansatz.engine.trace.Initial;
import ansatz.engine.trace.Trace;
import ansatz.engine.trace.Value;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import java.util.ArrayList;
import java.util.stream.IntStream;

/// Orbitals 1s, 2s, 2p of an atom with the nuclear cusp. With r the distance from the nucleus and
/// u(r; Z, zeta, b) = -(Z r + zeta r^2/b) / (1 + r/b), which begins with the slope -Z and ends with -zeta:
///
///     1s = exp(u_1),   2s = (1 + c s) exp(u_2),   2p = x_a exp(u_3) with the slope -Z/2,
///
/// s = (r^2/b)/(1 + r/b). The exponents zeta, ranges b and c are learned; zeta begins as in J. C. Slater, Phys.
/// Rev.
/// 36, 57 (1930). A single electron begins in the exact exp(-Z r).
@Name(
        value = "hydrogen-like",
        summary = "Orbitals 1s, 2s, 2p of an atom with the nuclear cusp and learned exponents",
        cite = "T. Kato, Commun. Pure Appl. Math. 10, 151 (1957)",
        exact = "the ground state of one electron")
public record Hydrogen() implements Orbitals {
    /// Without keys.
    public static final Hydrogen DEFAULTS = new Hydrogen();

    private static final int MOST_ORBITALS = 5;

    /// Which of the functions u an orbital has: 0 of 1s, 1 of 2s, 2 of 2p.
    private static int kind(int orbital) {
        return Math.min(orbital, 2);
    }

    @Override
    public double parameterCount(int count, ParticleSystem system) {
        return 2.0 * Math.min(count, 3) + (count > 1 ? 1 : 0);
    }

    @Override
    public void check(int count, ParticleSystem system, Problems problems) {
        if (!(system.space() instanceof Space.Open open) || open.dimension() != 3) {
            problems.add("", "are those of an atom; space must be open and have 3 dimensions");
        }
        int centres = system.cusps().centres().size();
        if (centres != 1) {
            problems.add("", "surround one nucleus, but the problem has " + centres + "; it must have 1");
        }
        if (count > MOST_ORBITALS) {
            problems.add(
                    "",
                    "are " + MOST_ORBITALS + " (1s, 2s, 2p), but " + count + " are asked for; there must be at most "
                            + MOST_ORBITALS);
        }
    }

    @Override
    public int[] sets(int count, ParticleSystem system) {
        return IntStream.range(0, count).toArray();
    }

    @Override
    public Rows at(Value x, int count, ParticleSystem system) {
        Trace t = x.trace();
        ParticleSystem.Centre nucleus = system.cusps().centres().getFirst();
        double z = -nucleus.slope();
        double[] at = nucleus.position().stream().mapToDouble(p -> p).toArray();
        Value d = x.minus(t.constant(Shape.of(3), at));
        Value r = d.square().sum(1).sqrt();
        double[] first = exponents(z, system.particles().count());
        var u = new ArrayList<Value>();
        var orbitals = new ArrayList<Value>();
        Value s = r;
        for (int a = 0; a < count; a++) {
            int kind = kind(a);
            if (kind == u.size()) {
                double slope = kind == 2 ? z / 2 : z;
                String name = kind == 0 ? "1s" : kind == 1 ? "2s" : "2p";
                // positive whatever the parameters
                Value zeta =
                        t.parameter("exponent" + name, Initial.zeros()).exp().times(first[kind]);
                Value b = t.parameter("inverseRange" + name, Initial.zeros())
                        .exp()
                        .times(z);
                s = r.square().times(b).over(r.times(b).plus(1));
                // Z r/(1 + br) = Z r - Z s
                u.add(s.times(t.constant(slope).minus(zeta)).minus(r.times(slope)));
            }
            Value envelope = u.get(kind);
            orbitals.add(
                    switch (kind) {
                        case 0 -> envelope.exp();
                        case 1 ->
                            s.times(t.parameter("node2s", Initial.constant(1)))
                                    .plus(1)
                                    .times(envelope.exp());
                        default -> d.at(1, a - 2).times(envelope.exp());
                    });
        }
        Value one = orbitals.removeFirst();
        Value none = t.constant(Shape.of(x.shape().extent(0)), 0);
        return new Rows(none, Value.stack(1, one, orbitals.toArray(Value[]::new)));
    }

    /// Exponents of 1s, 2s and 2p with the screening by the other electrons, 0.3 in the first shell, and of the
    /// second 0.85 by those of the first and 0.35 by each other; at least 0.3.
    private static double[] exponents(double z, int electrons) {
        int inner = Math.min(electrons, 2);
        int outer = Math.max(1, electrons - 2);
        double second = Math.max(0.3, (z - 0.85 * inner - 0.35 * (outer - 1)) / 2);
        return new double[] {Math.max(0.3, z - 0.3 * (inner - 1)), second, second};
    }
}
