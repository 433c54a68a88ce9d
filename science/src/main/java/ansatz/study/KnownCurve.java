package ansatz.study;

import ansatz.schema.Reference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.LongNode;

/// What a formula says of a result between the points of a sweep.
///
/// @param name the name of the result
/// @param source the formula and its paper
/// @param others the values of the keys besides the one that varies along the curve
/// @param x the values of that one
/// @param y the values of the result, in its unit
record KnownCurve(String name, String source, Map<String, JsonNode> others, List<Double> x, List<Double> y) {
    /// How many steps of a curve there are about, in all.
    private static final int STEPS = 120;

    /// The curves along the abscissa of a sweep; none where the results have no formula.
    static List<KnownCurve> of(Sweep sweep) {
        String abscissa = sweep.abscissa();
        if (abscissa == null) {
            return List.of();
        }
        List<JsonNode> grid = grid(sweep.values(abscissa));
        var curves = new ArrayList<KnownCurve>();
        JsonNode first = sweep.values(abscissa).getFirst();
        for (Sweep.Point point : sweep.points()) {
            Map<String, JsonNode> values = sweep.values(point);
            if (values.get(abscissa) == first && !point.study().known().isEmpty()) {
                curves.addAll(along(sweep, abscissa, grid, values));
            }
        }
        return curves;
    }

    private static List<KnownCurve> along(
            Sweep sweep, String abscissa, List<JsonNode> grid, Map<String, JsonNode> values) {
        var curves = new LinkedHashMap<String, KnownCurve>();
        var others = new LinkedHashMap<>(values);
        others.remove(abscissa);
        for (JsonNode x : grid) {
            var at = new LinkedHashMap<>(values);
            at.put(abscissa, x);
            Optional<Study> study = sweep.at(at);
            if (study.isPresent()) {
                for (Map.Entry<String, Reference> known : study.get().known().entrySet()) {
                    KnownCurve curve = curves.computeIfAbsent(
                            known.getKey(),
                            name -> new KnownCurve(
                                    name, known.getValue().source(), others, new ArrayList<>(), new ArrayList<>()));
                    curve.x.add(Binder.real(x));
                    curve.y.add(known.getValue().value());
                }
            }
        }
        return List.copyOf(curves.values());
    }

    /// The values themselves, and as many between two of them that none is far from the next.
    private static List<JsonNode> grid(List<JsonNode> values) {
        boolean whole = values.stream().allMatch(JsonNode::isIntegralNumber);
        List<Double> sorted = values.stream().map(Binder::real).sorted().toList();
        int parts = Math.max(1, STEPS / sorted.size());
        var grid = new TreeSet<Double>();
        for (int i = 0; i < sorted.size(); i++) {
            grid.add(sorted.get(i));
            for (int k = 1; k < parts && i + 1 < sorted.size(); k++) {
                double x = sorted.get(i) + (sorted.get(i + 1) - sorted.get(i)) * k / parts;
                grid.add(whole ? Math.rint(x) : x);
            }
        }
        return grid.stream()
                .<JsonNode>map(x -> whole ? LongNode.valueOf(x.longValue()) : DoubleNode.valueOf(x))
                .toList();
    }
}
