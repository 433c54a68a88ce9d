package ansatz.continuum.model;

import ansatz.continuum.space.ParticleSystem;
import ansatz.engine.trace.Initial;
import ansatz.engine.trace.Value;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Orbitals of the isotropic harmonic oscillator, prod_a h_(n_a)(q_a) exp(-q^2/2) with q = x/l and h_n the
/// normalised Hermite polynomials, by sum_a n_a; within a shell those along the first axes come first. The length
/// l is learned.
@Name(
        value = "harmonic-oscillator",
        summary = "Orbitals of the harmonic oscillator, prod_a h_n(x_a / l) exp(-x^2 / 2 l^2), l learned")
public record HarmonicOscillator(
        @Key(value = "first length l, in lengths of the system", above = 0, max = 1000)
        double length) implements Orbitals {

    /// The length of the system.
    public static final HarmonicOscillator DEFAULTS = new HarmonicOscillator(1);

    @Override
    public double parameterCount(int count, ParticleSystem system) {
        return 1;
    }

    @Override
    public void check(int count, ParticleSystem system, Problems problems) {
        Requirements.open(system, problems);
    }

    @Override
    public int[] sets(int count, ParticleSystem system) {
        return IntStream.range(0, count).toArray();
    }

    @Override
    public Rows at(Value x, int count, ParticleSystem system) {
        // l = l_0 exp(-c): positive whatever the parameter
        Value c = x.trace().parameter("inverseLength", Initial.zeros());
        Value q = x.times(c.exp()).times(1 / (length * system.scale()));
        List<int[]> numbers = quantumNumbers(count, system.space().dimension());
        int highest = numbers.stream().flatMapToInt(IntStream::of).max().orElse(0);
        List<Value> hermite = hermite(q, highest);
        var orbitals = new ArrayList<Value>();
        for (int[] n : numbers) {
            Value product = x.trace().constant(hermite.getFirst().at(1, 0).shape(), 1);
            for (int a = 0; a < n.length; a++) {
                if (n[a] > 0) {
                    Value factor = hermite.get(n[a]).at(1, a);
                    product = sum(n) == n[a] ? factor : product.times(factor);
                }
            }
            orbitals.add(product);
        }
        Value first = orbitals.removeFirst();
        return new Rows(q.square().sum(1).times(-0.5), Value.stack(1, first, orbitals.toArray(Value[]::new)));
    }

    /// h_0 to h_n: h_0 = 1, h_1 = 2^(1/2) q, h_(n+1) = (2/(n+1))^(1/2) q h_n - (n/(n+1))^(1/2) h_(n-1).
    private static List<Value> hermite(Value q, int highest) {
        var h = new ArrayList<Value>();
        h.add(q.trace().constant(q.shape(), 1));
        h.add(q.times(Math.sqrt(2)));
        for (int n = 1; n < highest; n++) {
            Value up = n == 1 ? q.square().times(2) : q.times(h.get(n)).times(Math.sqrt(2));
            h.add(up.minus(h.get(n - 1).times(Math.sqrt(n))).times(1 / Math.sqrt(n + 1)));
        }
        return h;
    }

    /// The quantum numbers of the first orbitals, shell after shell.
    private static List<int[]> quantumNumbers(int count, int dimension) {
        var all = new ArrayList<int[]>();
        for (int shell = 0; all.size() < count; shell++) {
            int total = shell;
            int base = shell + 1;
            int codes = (int) Math.pow(base, dimension);
            IntStream.rangeClosed(1, codes)
                    .mapToObj(k -> digits(codes - k, base, dimension))
                    .filter(n -> sum(n) == total)
                    .forEach(all::add);
        }
        return all.subList(0, count);
    }

    private static int[] digits(int code, int base, int dimension) {
        var n = new int[dimension];
        int left = code;
        for (int a = dimension - 1; a >= 0; a--) {
            n[a] = left % base;
            left /= base;
        }
        return n;
    }

    private static int sum(int[] n) {
        return IntStream.of(n).sum();
    }
}
