package ansatz.continuum.problem;

import ansatz.continuum.space.ParticleSystem;
import ansatz.engine.array.Shape;
import ansatz.engine.trace.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/// The sum over triples of particles i < j < k of a potential v(r_ij, r_jk, r_ki), each triple once; on a torus of
/// the distances of nearest images.
///
/// @param formula element by element
public record ThreeBody(Formula formula) implements Potential {
    /// A function of the three sides of a triangle.
    @FunctionalInterface
    public interface Formula {
        /// @param ij the distances of the first two particles of each triple, `[triples]`
        /// @param jk of the last two
        /// @param ki of the last and the first
        /// @return the potential of each triple, `[triples]`
        Value of(Value ij, Value jk, Value ki);
    }

    @Override
    public Value of(Value x, ParticleSystem system) {
        int n = system.particles().count();
        if (n < 3) {
            return x.trace().constant(Shape.of(), 0);
        }
        var pairs = Distances.all(system.particles());
        Map<Integer, Integer> number = new HashMap<>();
        for (int p = 0; p < pairs.count(); p++) {
            number.put(pairs.pairs().get(p)[0] * n + pairs.pairs().get(p)[1], p);
        }
        var triples = new ArrayList<int[]>();
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                for (int k = j + 1; k < n; k++) {
                    triples.add(new int[] {number(number, i, j, n), number(number, j, k, n), number(number, i, k, n)});
                }
            }
        }
        Value r = pairs.distances(x, system.space());
        var sides = new Value[3];
        for (int s = 0; s < sides.length; s++) {
            int side = s;
            sides[s] = r.gather(
                    Shape.of(triples.size()),
                    triples.stream().mapToInt(t -> t[side]).toArray());
        }
        return Formulas.sum(formula.of(sides[0], sides[1], sides[2]), triples.size(), "three-body potential", "triple");
    }

    private static int number(Map<Integer, Integer> number, int i, int j, int n) {
        Integer found = number.get(i * n + j);
        if (found == null) {
            throw new IllegalArgumentException("particles " + i + " and " + j + " are no pair");
        }
        return found;
    }
}
