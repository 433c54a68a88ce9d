package ansatz.model;

import ansatz.engine.array.Shape;
import ansatz.engine.trace.Initial;
import ansatz.engine.trace.Value;
import ansatz.lattice.Lattice;
import ansatz.schema.Key;
import ansatz.schema.Name;
import java.util.Arrays;

/// Pairs of spins: log psi(s) = sum_(i<j) v_ij s_i s_j, one parameter a pair.
@Name(
        value = "jastrow",
        summary = "Jastrow factor, log psi = sum_(i<j) v_ij s_i s_j",
        cite = "R. Jastrow, Phys. Rev. 98, 1479 (1955)")
public record Jastrow(
        @Key(value = "standard deviation of the first parameters", above = 0, max = 10)
        double sigma) implements TracedAmplitude {

    /// Small first parameters: near the state along x.
    public static final Jastrow DEFAULTS = new Jastrow(0.01);

    @Override
    public double parameterCount(Lattice lattice) {
        double n = lattice.sites();
        return n * (n - 1) / 2;
    }

    @Override
    public boolean even() {
        return true;
    }

    @Override
    public Value logAmplitude(Value s, Lattice lattice) {
        int n = lattice.sites();
        var upper = new int[n * n];
        Arrays.fill(upper, -1);
        int pairs = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                upper[i * n + j] = pairs++;
            }
        }
        var v = s.trace().parameter("v", Initial.normal(sigma), pairs).gather(Shape.of(n, n), upper);
        return s.linear(v).dot(s);
    }
}
