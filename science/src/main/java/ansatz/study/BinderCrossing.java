package ansatz.study;

import ansatz.statistics.Convergence;
import ansatz.thermal.Reweighting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Where the Binder cumulants of two sizes of one model cross: near the critical temperature, the nearer the larger
/// the
/// sizes are (K. Binder, Z. Phys. B 43, 119 (1981)).
///
/// The crossing is sought between two temperatures at which both sizes were measured and their difference changes
/// its
/// sign, by reweighting the draws of the one where the difference is smaller. Its error is that of the difference
/// there
/// over its slope.
final class BinderCrossing {
    /// Of the interval in which the crossing is sought: a millionth of it is left.
    private static final int HALVINGS = 20;

    private BinderCrossing() {}

    /// The draws of a size at a temperature.
    private record Draws(Thermal study, Reweighting reweighting, double binder) {
        int sites() {
            return study.problem().lattice().sites();
        }

        /// How many draws count at a temperature.
        double count(double t) {
            return reweighting.share(t) * study.chains() * study.draws();
        }
    }

    /// Two sizes at one temperature.
    private record Pair(Draws small, Draws large) {
        double temperature() {
            return small.study.temperature();
        }

        double difference() {
            return large.binder - small.binder;
        }

        double difference(double t) {
            return large.reweighting.binder(t).mean()
                    - small.reweighting.binder(t).mean();
        }
    }

    /// A result for each two sizes that follow each other, where their cumulants cross.
    static List<Result> of(List<Measured> points) {
        Map<List<Object>, TreeMap<Integer, List<Draws>>> families = new LinkedHashMap<>();
        for (Measured point : points) {
            if (point.study() instanceof Thermal study && study.start() != Thermal.Start.BOTH) {
                draws(study, point)
                        .ifPresent(draws -> families.computeIfAbsent(family(study), same -> new TreeMap<>())
                                .computeIfAbsent(draws.sites(), same -> new ArrayList<>())
                                .add(draws));
            }
        }
        var results = new ArrayList<Result>();
        for (TreeMap<Integer, List<Draws>> family : families.values()) {
            List<List<Draws>> sizes = List.copyOf(family.values());
            for (int k = 1; k < sizes.size(); k++) {
                crossing(pairs(sizes.get(k - 1), sizes.get(k))).ifPresent(results::add);
            }
        }
        return results;
    }

    private static Optional<Draws> draws(Thermal study, Measured point) {
        var energy = point.samples(Thermal.ENERGIES);
        var order = point.samples(Thermal.ORDERS);
        int n = study.chains() * study.draws();
        if (energy.isEmpty() || order.isEmpty() || energy.get().length != n || order.get().length != n) {
            return Optional.empty();
        }
        var reweighting = new Reweighting(
                study.temperature(),
                study.problem().lattice().sites(),
                byChain(energy.get(), study),
                byChain(order.get(), study));
        return Optional.of(new Draws(
                study, reweighting, reweighting.binder(study.temperature()).mean()));
    }

    /// What must agree for two points to be sizes or temperatures of one thing.
    private static List<Object> family(Thermal study) {
        var model = study.problem();
        return List.of(
                model.getClass(),
                model.lattice().getClass(),
                model.states(),
                model.pair(),
                model.field(),
                study.sampler(),
                study.seed());
    }

    private static double[][] byChain(double[] flat, Thermal study) {
        var chains = new double[study.chains()][study.draws()];
        for (int c = 0; c < chains.length; c++) {
            System.arraycopy(flat, c * study.draws(), chains[c], 0, study.draws());
        }
        return chains;
    }

    /// The temperatures at which both sizes were measured, ascending.
    private static List<Pair> pairs(List<Draws> small, List<Draws> large) {
        var pairs = new ArrayList<Pair>();
        for (Draws one : small) {
            for (Draws other : large) {
                if (one.study.temperature() == other.study.temperature()) {
                    pairs.add(new Pair(one, other));
                }
            }
        }
        pairs.sort(Comparator.comparingDouble(Pair::temperature));
        return pairs;
    }

    private static Optional<Result> crossing(List<Pair> pairs) {
        int best = -1;
        double most = 0;
        for (int k = 1; k < pairs.size(); k++) {
            double before = pairs.get(k - 1).difference();
            double after = pairs.get(k).difference();
            // far below the transition both are 2/3, and their difference changes its sign by chance
            if (before > 0 && after < 0 && before - after > most) {
                most = before - after;
                best = k;
            }
        }
        if (best < 0) {
            return Optional.empty();
        }
        Pair below = pairs.get(best - 1);
        Pair above = pairs.get(best);
        Pair nearer = below.difference() < -above.difference() ? below : above;
        return solve(nearer, below.temperature(), above.temperature());
    }

    private static Optional<Result> solve(Pair pair, double from, double to) {
        double low = from;
        double high = to;
        // what is left of the interval no error bar would notice
        for (int k = 0; k < HALVINGS; k++) {
            double middle = (low + high) / 2;
            if (pair.difference(middle) > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double t = (low + high) / 2;
        double count = Math.min(pair.small.count(t), pair.large.count(t));
        double step = (to - from) / 20;
        double slope = (pair.difference(t + step) - pair.difference(t - step)) / (2 * step);
        double error = Math.hypot(
                        pair.small.reweighting.binder(t).error(),
                        pair.large.reweighting.binder(t).error())
                / Math.abs(slope);
        double left = (to - from) * Math.pow(2, -HALVINGS);
        boolean inside = t - from > left && to - t > left;
        if (!inside || !(slope < 0) || !(count > Convergence.EFFECTIVE_SAMPLE_SIZE)) {
            return Optional.empty();
        }
        var model = pair.large.study.problem();
        return Optional.of(new Result(
                "binder_crossing_" + pair.small.sites() + "_" + pair.large.sites() + "_sites",
                t,
                error,
                model.unit(),
                "reweighting, jackknife",
                Double.NaN,
                Double.NaN,
                count,
                model.critical().orElse(null)));
    }
}
