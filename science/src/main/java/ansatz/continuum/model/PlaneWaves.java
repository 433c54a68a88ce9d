package ansatz.continuum.model;

import ansatz.continuum.space.ParticleSystem;
import ansatz.continuum.space.Space;
import ansatz.continuum.space.Waves;
import ansatz.engine.array.Shape;
import ansatz.engine.trace.Value;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Plane waves of a torus, real: 1, cos k.x and sin k.x of each pair k, -k of wave vectors 2 pi n/L, by |k|. Only
/// whole shells of equal |k|: their determinant is an eigenstate of free particles with momentum 0.
@Name(
        value = "plane-waves",
        summary = "Plane waves of the closed shells of lowest |k|, real: 1, cos k.x, sin k.x",
        exact = "the ground state of free fermions on a torus")
public record PlaneWaves() implements Orbitals {
    /// Without keys.
    public static final PlaneWaves DEFAULTS = new PlaneWaves();

    /// Shells up to this n^2 are looked at.
    private static final int MOST_ORBITALS = 2000;

    @Override
    public double parameterCount(int count, ParticleSystem system) {
        return 0;
    }

    @Override
    public void check(int count, ParticleSystem system, Problems problems) {
        if (!(system.space() instanceof Space.Torus)) {
            problems.add("", "fill a torus, but space is open; it must be a torus");
            return;
        }
        int dimension = system.space().dimension();
        var closed = new ArrayList<Integer>();
        for (int shell = 0; closed.isEmpty() || closed.getLast() < count && count <= MOST_ORBITALS; shell++) {
            int orbitals = 2 * Waves.pairs(dimension, shell).size() + 1;
            if (closed.isEmpty() || closed.getLast() != orbitals) {
                closed.add(orbitals);
            }
        }
        if (!closed.contains(count)) {
            String legal = closed.stream()
                    .skip(Math.max(0, closed.size() - 5))
                    .map(String::valueOf)
                    .collect(Collectors.joining(", "));
            problems.add("", "close no shell with " + count + " particles of a kind; there must be such as " + legal);
        }
    }

    @Override
    public int[] sets(int count, ParticleSystem system) {
        int pairs = (count - 1) / 2;
        return IntStream.range(0, count)
                .map(a -> a == 0 ? 0 : (a - 1) % pairs + 1)
                .toArray();
    }

    @Override
    public Rows at(Value x, int count, ParticleSystem system) {
        int particles = x.shape().extent(0);
        Shape column = Shape.of(particles, 1);
        Value envelope = x.trace().constant(Shape.of(particles), 0);
        Value one = x.trace().constant(column, 1);
        int pairs = (count - 1) / 2;
        if (pairs == 0) {
            return new Rows(envelope, one);
        }
        if (!(system.space() instanceof Space.Torus torus)) {
            throw new IllegalArgumentException("plane waves fill a torus; space is open");
        }
        List<int[]> waves = lowest(pairs, torus.dimension());
        var k = new double[pairs * torus.dimension()];
        Arrays.setAll(k, i -> 2 * Math.PI / torus.length() * waves.get(i / torus.dimension())[i % torus.dimension()]);
        Value phase = x.linear(x.trace().constant(Shape.of(pairs, torus.dimension()), k));
        return new Rows(envelope, Value.concat(1, one, phase.cos(), phase.sin()));
    }

    /// The first `pairs` integer vectors by n^2, one of each pair n, -n, without 0.
    static List<int[]> lowest(int pairs, int dimension) {
        int square = 1;
        while (Waves.pairs(dimension, square).size() < pairs) {
            square++;
        }
        return Waves.pairs(dimension, square).subList(0, pairs);
    }
}
