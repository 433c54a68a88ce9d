package ansatz.observable;

import ansatz.lattice.Geometry;
import ansatz.lattice.Lattice;
import ansatz.lattice.Spins;
import ansatz.problem.PauliString;
import ansatz.problem.PauliSum;
import ansatz.problem.SpinProblem;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.TreeMap;

/// The correlation of two spins as a function of their distance, averaged over all pairs that are so far apart.
@Name(
        value = "correlation",
        summary = "Spin-spin correlation C(r) = <sigma^a_i sigma^a_j>, the mean over all pairs at the distance r",
        exact = "small lattices: Lanczos")
public record SpinCorrelation(
        @Key("component of both spins; x and y cost a ratio of amplitudes for each pair")
        Axis axis) implements Observable {

    /// A component of a spin.
    public enum Axis {
        /// Along x.
        X,
        /// Along y.
        Y,
        /// Along z.
        Z
    }

    /// Along z.
    public static final SpinCorrelation DEFAULTS = new SpinCorrelation(Axis.Z);

    /// All pairs are held in memory.
    private static final int MOST_SITES = 2048;

    @Override
    public String label() {
        String a = axis.name().toLowerCase(Locale.ROOT);
        return "correlation_" + a + a;
    }

    @Override
    public boolean curve() {
        return true;
    }

    @Override
    public double columns(Lattice lattice) {
        return Math.min(lattice.sites(), MOST_SITES);
    }

    @Override
    public void check(SpinProblem problem, boolean complex, OptionalInt sector, Problems problems) {
        Places.check(problem.lattice(), MOST_SITES, problems);
    }

    @Override
    public Estimator on(Setting setting) {
        var pairs = pairs(setting.problem().lattice().geometry().orElseThrow());
        var quantities = new ArrayList<Quantity>();
        for (double distance : pairs.keySet()) {
            var place = new Quantity.Place("distance", "", distance, List.of(distance));
            quantities.add(Quantity.at(place, label(), quantities.size()));
        }
        var lists = List.copyOf(pairs.values());
        if (axis == Axis.Z) {
            return new Diagonal(quantities, lists.size(), (spins, first, out) -> alongZ(lists, spins, first, out));
        }
        var operators = new ArrayList<PauliSum>();
        for (var list : lists) {
            var sum = PauliSum.on(setting.psi().sites());
            for (int[] pair : list) {
                var string = axis == Axis.X
                        ? PauliString.IDENTITY.x(pair[0]).x(pair[1])
                        : PauliString.IDENTITY.y(pair[0]).y(pair[1]);
                sum.add(1.0 / list.size(), string);
            }
            operators.add(setting.operator(sum.build()));
        }
        return new Operators(setting.sampling(), quantities, operators);
    }

    /// The pairs of sites by their distance.
    private static TreeMap<Double, List<int[]>> pairs(Geometry geometry) {
        var pairs = new TreeMap<Double, List<int[]>>();
        for (int i = 0; i < geometry.sites(); i++) {
            for (int j = 0; j < i; j++) {
                pairs.computeIfAbsent(Places.rounded(geometry.distance(j, i)), r -> new ArrayList<>())
                        .add(new int[] {j, i});
            }
        }
        return pairs;
    }

    private static void alongZ(List<List<int[]>> lists, Spins spins, int first, double[][] out) {
        double[] s = spins.values();
        int stride = spins.stride();
        int count = spins.count();
        for (int k = 0; k < lists.size(); k++) {
            double[] mean = out[k];
            Arrays.fill(mean, first, first + count, 0.0);
            for (int[] pair : lists.get(k)) {
                add(s, pair[0] * stride, pair[1] * stride, count, mean, first);
            }
            for (int n = first; n < first + count; n++) {
                mean[n] /= lists.get(k).size();
            }
        }
    }

    private static void add(double[] s, int a, int b, int count, double[] sum, int first) {
        for (int n = 0; n < count; n++) {
            sum[first + n] += s[a + n] * s[b + n];
        }
    }
}
