package ansatz.classic;

import ansatz.engine.array.Array;
import ansatz.engine.array.Shape;
import ansatz.learn.TreeFit;
import ansatz.schema.InvalidInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Grows trees by XGBoost on one set of rows, and collects them in a table.
///
/// XGBoost computes in single precision and on one thread: sums over rows then have one order, and the same rows
/// and
/// seed give the same trees whatever the processor is.
final class Grower implements AutoCloseable {
    private final DMatrix rows;
    private final int features;
    private final List<Integer> roots = new ArrayList<>();
    private final List<Integer> feature = new ArrayList<>();
    private final List<Double> threshold = new ArrayList<>();
    private final List<Integer> left = new ArrayList<>();
    private final List<Integer> missing = new ArrayList<>();
    private final List<double[]> values = new ArrayList<>();

    /// What a leaf of a tree adds to the outputs.
    @FunctionalInterface
    interface Leaf {
        /// @param tree the position of the tree among those that were grown at once
        double[] values(int tree, double leaf);
    }

    /// @param x n x p, NaN where a feature is missing
    /// @throws InvalidInput if the native library does not load on this machine
    Grower(Array x) {
        features = x.shape().extent(1);
        try {
            rows = new DMatrix(single(x.values()), x.shape().extent(0), features, Float.NaN);
        } catch (LinkageError e) {
            throw new InvalidInput("the native library of XGBoost, by which trees are grown, does not load here: "
                    + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
        } catch (XGBoostError e) {
            throw failed(e);
        }
    }

    private static IllegalStateException failed(XGBoostError e) {
        return new IllegalStateException("XGBoost failed: " + e.getMessage(), e);
    }

    /// Grows trees, each on what the ones before left over.
    ///
    /// @param target one a row
    /// @param weights one a row
    /// @param parameters of XGBoost
    void grow(double[] target, double[] weights, int rounds, Map<String, Object> parameters, Leaf leaf) {
        var all = new HashMap<>(parameters);
        all.putAll(Map.of("tree_method", "hist", "nthread", 1, "verbosity", 0, "validate_parameters", true));
        try {
            rows.setLabel(single(target));
            rows.setWeight(single(weights));
            Booster booster = XGBoost.train(rows, all, rounds, new HashMap<>(), null, null);
            try {
                collect(new JsonMapper().readTree(booster.toByteArray("json")), leaf);
            } finally {
                booster.dispose();
            }
        } catch (XGBoostError e) {
            throw failed(e);
        }
    }

    private static float[] single(double[] values) {
        var single = new float[values.length];
        for (int i = 0; i < single.length; i++) {
            single[i] = (float) values[i];
        }
        return single;
    }

    private void collect(JsonNode model, Leaf leaf) {
        JsonNode trees = model.at("/learner/gradient_booster/model/trees");
        for (int t = 0; t < trees.size(); t++) {
            roots.add(feature.size());
            add(trees.get(t), 0, reserve(), t, leaf);
        }
    }

    /// A place in the table.
    private int reserve() {
        feature.add(-1);
        threshold.add(0.0);
        left.add(0);
        missing.add(0);
        values.add(new double[0]);
        return feature.size() - 1;
    }

    private void add(JsonNode tree, int node, int place, int number, Leaf leaf) {
        int child = tree.get("left_children").get(node).asInt();
        float condition = (float) tree.get("split_conditions").get(node).asDouble();
        if (child < 0) {
            values.set(place, leaf.values(number, condition));
            return;
        }
        int first = reserve();
        reserve();
        feature.set(place, tree.get("split_indices").get(node).asInt());
        threshold.set(place, below(condition));
        left.set(place, first);
        missing.set(place, tree.get("default_left").get(node).asInt() == 1 ? first : first + 1);
        add(tree, child, first, number, leaf);
        add(tree, tree.get("right_children").get(node).asInt(), first + 1, number, leaf);
    }

    /// The largest double that is rounded to a float below t: XGBoost goes to the left where (float) x < t.
    static double below(float t) {
        float lower = Math.nextDown(t);
        double middle = ((double) lower + t) / 2;
        boolean even = (Float.floatToIntBits(lower) & 1) == 0; // ties are rounded to the even one
        return even ? middle : Math.nextDown(middle);
    }

    /// All trees that were grown.
    ///
    /// @param offset what the sum begins with, one an output
    TreeFit trees(double[] offset, TreeFit.Link link) {
        int k = offset.length;
        int nodes = feature.size();
        var flat = new double[nodes * k];
        for (int i = 0; i < nodes; i++) {
            double[] own = values.get(i);
            System.arraycopy(own, 0, flat, i * k, own.length);
        }
        return new TreeFit(
                features,
                ints(roots),
                ints(feature),
                threshold.stream().mapToDouble(Double::doubleValue).toArray(),
                ints(left),
                ints(missing),
                new Array(Shape.of(nodes, k), flat),
                offset,
                link);
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public void close() {
        rows.dispose();
    }
}
