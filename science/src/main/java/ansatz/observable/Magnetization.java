package ansatz.observable;

import ansatz.lattice.Bipartition;
import ansatz.lattice.Lattice;
import ansatz.lattice.Spins;
import ansatz.problem.PauliString;
import ansatz.problem.PauliSum;
import ansatz.problem.SpinProblem;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/// The magnetisation per site: along z its mean, its modulus and its square, along x its mean.
///
/// Where the sampler fixes the magnetisation there is nothing to measure, and the mean along x is 0; the staggered
/// one has its modulus and its square.
@Name(
        value = "magnetization",
        summary = "Magnetisation per site: m_z = sum_i sigma^z_i / N with |m_z| and m_z^2, and m_x",
        exact = "small lattices: Lanczos")
public record Magnetization(
        @Key("whether the spins of the odd sublattice count with the other sign")
        boolean staggered) implements Observable {

    /// The name of the mean along x of all spins alike.
    public static final String ALONG_X = "magnetization_x";

    /// All spins alike.
    public static final Magnetization DEFAULTS = new Magnetization(false);

    @Override
    public String label() {
        return staggered ? "staggered_magnetization" : "magnetization";
    }

    @Override
    public double columns(Lattice lattice) {
        return 4;
    }

    @Override
    public void check(SpinProblem problem, boolean complex, OptionalInt sector, Problems problems) {
        if (staggered && problem.lattice().bipartition().isEmpty()) {
            problems.add(
                    "staggered",
                    "is true, but the lattice has no two sublattices that all bonds join; it must be false");
        }
    }

    @Override
    public Estimator on(Setting setting) {
        int n = setting.psi().sites();
        var signs = new double[n];
        Arrays.fill(signs, 1.0);
        if (staggered) {
            Bipartition sublattices = setting.problem().lattice().bipartition().orElseThrow();
            Arrays.setAll(signs, i -> sublattices.odd(i) ? -1 : 1);
        }
        if (setting.sector().isPresent() && !staggered) {
            return new Diagonal(List.of(), 0, (spins, first, out) -> {});
        }
        var alongZ = new Diagonal(
                List.of(
                        Quantity.mean(label() + "_z", "", 0),
                        Quantity.mean(label() + "_z_modulus", "", 1),
                        Quantity.mean(label() + "_z_square", "", 2)),
                3,
                (spins, first, out) -> alongZ(signs, spins, first, out));
        if (setting.sector().isPresent()) {
            return alongZ;
        }
        var alongX = PauliSum.on(n);
        for (int i = 0; i < n; i++) {
            alongX.add(signs[i] / n, PauliString.IDENTITY.x(i));
        }
        return new Joined(
                alongZ,
                new Operators(
                        setting.sampling(),
                        List.of(Quantity.mean(label() + "_x", "", 0)),
                        List.of(setting.operator(alongX.build()))));
    }

    private static void alongZ(double[] signs, Spins spins, int first, double[][] out) {
        double[] s = spins.values();
        int count = spins.count();
        double[] m = out[0];
        Arrays.fill(m, first, first + count, 0.0);
        for (int i = 0; i < signs.length; i++) {
            for (int n = 0; n < count; n++) {
                m[first + n] += signs[i] * s[i * spins.stride() + n];
            }
        }
        for (int n = first; n < first + count; n++) {
            m[n] /= signs.length;
            out[1][n] = Math.abs(m[n]);
            out[2][n] = m[n] * m[n];
        }
    }
}
