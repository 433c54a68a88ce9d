package ansatz.study;

import ansatz.data.Dataset;
import ansatz.data.Encoding;
import ansatz.engine.array.Array;
import ansatz.engine.array.Shape;
import ansatz.learn.Features;
import ansatz.learn.Fitted;
import ansatz.learn.GaussianKernel;
import ansatz.learn.Kernel;
import ansatz.learn.KernelFit;
import ansatz.learn.LinearFit;
import ansatz.learn.MarginFit;
import ansatz.learn.PolynomialKernel;
import ansatz.learn.PrincipalComponents;
import ansatz.learn.TreeFit;
import ansatz.learn.Uncertainty;
import ansatz.learn.VoteFit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// A model with the features that it was fitted on: all that a prediction needs besides new rows.
///
/// @param uncertainty of a model that knows the error of each prediction; null of others
/// @param target what it predicts
/// @param unit of a number
/// @param classes of which it predicts one; empty for a number
/// @param spread the root of the mean squared error on the rows that were held out, in the unit; NaN for classes
record FittedModel(
        Features features,
        Fitted fit,
        @Nullable Uncertainty uncertainty,
        String target,
        String unit,
        List<String> classes,
        double spread) {
    /// The name of the part of a state that holds a model.
    static final String PART = "model";

    private static final String COMPONENTS = "components";
    private static final String UNCERTAINTY = "uncertainty";
    private static final String KERNEL = "kernel";
    private static final String TREES = "trees";
    private static final String MARGIN = "margin";
    private static final String VOTE = "vote-";

    FittedModel {
        classes = List.copyOf(classes);
    }

    /// The number, or the probability of each class: rows x outputs.
    ///
    /// @throws ansatz.schema.InvalidInput if the rows have not the columns that the model needs
    Array predict(Dataset rows) {
        return fit.predict(features.of(rows));
    }

    /// The error of the prediction of each row: by the model where it knows all that makes it err, else the mean
    /// error
    /// of the rows held out.
    double[] errors(Dataset rows) {
        if (uncertainty != null && uncertainty.whole()) {
            return uncertainty.ofObservations(features.of(rows));
        }
        var errors = new double[rows.rows()];
        Arrays.fill(errors, spread);
        return errors;
    }

    State state() {
        var mapper = new JsonMapper();
        var state = new State()
                .put("encoding", mapper.writeValueAsBytes(features.encoding()))
                .put("names", mapper.writeValueAsBytes(List.of(target, unit)))
                .put("classes", mapper.writeValueAsBytes(classes))
                .put("spread", spread);
        PrincipalComponents components = features.components();
        if (components != null) {
            state.put(
                    COMPONENTS,
                    new State()
                            .put("means", components.means())
                            .put("directions", components.directions().values())
                            .put("variances", components.variances())
                            .put("total", components.total()));
        }
        if (uncertainty != null) {
            state.put(
                    UNCERTAINTY,
                    new State()
                            .put("means", uncertainty.xMeans())
                            .put("directions", uncertainty.directions().values())
                            .put("variances", uncertainty.variances())
                            .put("outside", uncertainty.outside())
                            .put("noise", uncertainty.noise())
                            .put("rows", (long) uncertainty.rows())
                            .put("whole", uncertainty.whole() ? 1L : 0));
        }
        put(state, fit);
        return state;
    }

    private static void put(State state, Fitted fit) {
        switch (fit) {
            case LinearFit linear ->
                state.put("intercepts", linear.intercepts())
                        .put("coefficients", linear.coefficients().values())
                        .put("errors", linear.errors().values())
                        .put("probabilities", linear.probabilities() ? 1L : 0)
                        .put("rank", (long) linear.rank())
                        .put("condition", linear.condition())
                        .put("gap", linear.gap());
            case TreeFit trees ->
                state.put(
                        TREES,
                        new State()
                                .put("roots", wide(trees.roots()))
                                .put("feature", wide(trees.feature()))
                                .put("threshold", trees.threshold())
                                .put("left", wide(trees.left()))
                                .put("missing", wide(trees.missing()))
                                .put("values", trees.values().values())
                                .put("offset", trees.offset())
                                .put("link", (long) trees.link().ordinal()));
            case MarginFit margin ->
                state.put(
                        MARGIN,
                        kernel(margin.kernel())
                                .put("points", margin.points().values())
                                .put("weights", margin.weights().values())
                                .put("intercepts", margin.intercepts())
                                .put("slopes", margin.slopes())
                                .put("shifts", margin.shifts()));
            case KernelFit kernel ->
                state.put(
                        KERNEL,
                        kernel(kernel.kernel())
                                .put("points", kernel.points().values())
                                .put("weights", kernel.weights())
                                .put("intercept", kernel.intercept()));
            case VoteFit votes -> {
                for (int k = 0; k < votes.members().size(); k++) {
                    var member = new State();
                    put(member, votes.members().get(k));
                    state.put(VOTE + k, member);
                }
            }
        }
    }

    /// @throws IllegalArgumentException if the state holds no such model
    static FittedModel of(State state) {
        var mapper = new JsonMapper();
        try {
            Encoding encoding = mapper.readValue(state.bytes("encoding", -1), Encoding.class);
            String[] names = mapper.readValue(state.bytes("names", -1), String[].class);
            String[] classes = mapper.readValue(state.bytes("classes", -1), String[].class);
            var features = new Features(
                    encoding, state.has(COMPONENTS) ? components(state.part(COMPONENTS), encoding.features()) : null);
            int p = features.count();
            return new FittedModel(
                    features,
                    fit(state, p),
                    state.has(UNCERTAINTY) ? uncertainty(state.part(UNCERTAINTY), p) : null,
                    names[0],
                    names[1],
                    List.of(classes),
                    state.real("spread"));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the saved model cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    private static Fitted fit(State state, int p) {
        if (state.has(VOTE + 0)) {
            var members = new ArrayList<Fitted>();
            while (state.has(VOTE + members.size())) {
                members.add(fit(state.part(VOTE + members.size()), p));
            }
            return new VoteFit(members);
        }
        if (state.has(KERNEL)) {
            return kernel(state.part(KERNEL), p);
        }
        if (state.has(TREES)) {
            return trees(state.part(TREES), p);
        }
        return state.has(MARGIN) ? margin(state.part(MARGIN), p) : linear(state, p);
    }

    private static PrincipalComponents components(State state, int p) {
        double[] variances = state.doubles("variances", -1);
        Shape shape = Shape.of(variances.length, p);
        return new PrincipalComponents(
                state.doubles("means", p),
                new Array(shape, state.doubles("directions", shape.size())),
                variances,
                state.real("total"));
    }

    private static Uncertainty uncertainty(State state, int p) {
        double[] variances = state.doubles("variances", -1);
        Shape shape = Shape.of(variances.length, p);
        return new Uncertainty(
                state.doubles("means", p),
                new Array(shape, state.doubles("directions", shape.size())),
                variances,
                state.real("outside"),
                state.real("noise"),
                (int) state.whole("rows"),
                state.whole("whole") != 0);
    }

    private static LinearFit linear(State state, int p) {
        double[] intercepts = state.doubles("intercepts", -1);
        Shape shape = Shape.of(intercepts.length, p);
        return new LinearFit(
                intercepts,
                new Array(shape, state.doubles("coefficients", shape.size())),
                new Array(shape, state.doubles("errors", shape.size())),
                state.whole("probabilities") != 0,
                (int) state.whole("rank"),
                state.real("condition"),
                state.real("gap"));
    }

    private static State kernel(Kernel kernel) {
        return new State()
                .put("width", kernel instanceof GaussianKernel g ? g.width() : 0.0)
                .put("power", kernel instanceof PolynomialKernel p ? p.power() : 0L);
    }

    private static Kernel kernel(State state) {
        long power = state.whole("power");
        return power > 0 ? new PolynomialKernel((int) power) : new GaussianKernel(state.real("width"));
    }

    private static KernelFit kernel(State state, int p) {
        double[] weights = state.doubles("weights", -1);
        Shape shape = Shape.of(weights.length, p);
        return new KernelFit(
                kernel(state),
                new Array(shape, state.doubles("points", shape.size())),
                weights,
                state.real("intercept"));
    }

    private static MarginFit margin(State state, int p) {
        double[] intercepts = state.doubles("intercepts", -1);
        double[] points = state.doubles("points", -1);
        int m = points.length / p;
        Shape weights = Shape.of(intercepts.length, m);
        return new MarginFit(
                kernel(state),
                new Array(Shape.of(m, p), points),
                new Array(weights, state.doubles("weights", weights.size())),
                intercepts,
                state.doubles("slopes", intercepts.length),
                state.doubles("shifts", intercepts.length));
    }

    private static TreeFit trees(State state, int p) {
        double[] threshold = state.doubles("threshold", -1);
        double[] offset = state.doubles("offset", -1);
        int nodes = threshold.length;
        Shape shape = Shape.of(nodes, offset.length);
        return new TreeFit(
                p,
                narrow(state.longs("roots", -1)),
                narrow(state.longs("feature", nodes)),
                threshold,
                narrow(state.longs("left", nodes)),
                narrow(state.longs("missing", nodes)),
                new Array(shape, state.doubles("values", shape.size())),
                offset,
                TreeFit.Link.values()[(int) state.whole("link")]);
    }

    static long[] wide(int[] values) {
        return Arrays.stream(values).asLongStream().toArray();
    }

    private static int[] narrow(long[] values) {
        return Arrays.stream(values).mapToInt(Math::toIntExact).toArray();
    }
}
