package ansatz.study;

import ansatz.data.Dataset;
import ansatz.data.Encoding;
import ansatz.engine.array.Array;
import ansatz.engine.array.Shape;
import ansatz.learn.LinearFit;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// A model with the features that it was fitted on: all that a prediction needs besides new rows.
///
/// @param target what it predicts
/// @param unit of a number
/// @param classes of which it predicts one; empty for a number
/// @param spread the root of the mean squared error on the rows that were held out, in the unit; NaN for classes
record FittedModel(Encoding encoding, LinearFit fit, String target, String unit, List<String> classes, double spread) {
    /// The name of the part of a state that holds a model.
    static final String PART = "model";

    FittedModel {
        classes = List.copyOf(classes);
    }

    /// The number, or the probability of each class: rows x outputs.
    ///
    /// @throws ansatz.schema.InvalidInput if the rows have not the columns that the model needs
    Array predict(Dataset rows) {
        return fit.predict(encoding.apply(rows));
    }

    State state() {
        var mapper = new JsonMapper();
        return new State()
                .put("encoding", mapper.writeValueAsBytes(encoding))
                .put("names", mapper.writeValueAsBytes(List.of(target, unit)))
                .put("classes", mapper.writeValueAsBytes(classes))
                .put("spread", spread)
                .put("intercepts", fit.intercepts())
                .put("coefficients", fit.coefficients().values())
                .put("errors", fit.errors().values())
                .put("probabilities", fit.probabilities() ? 1L : 0)
                .put("rank", (long) fit.rank())
                .put("condition", fit.condition())
                .put("gap", fit.gap());
    }

    /// @throws IllegalArgumentException if the state holds no such model
    static FittedModel of(State state) {
        var mapper = new JsonMapper();
        try {
            Encoding encoding = mapper.readValue(state.bytes("encoding", -1), Encoding.class);
            String[] names = mapper.readValue(state.bytes("names", -1), String[].class);
            String[] classes = mapper.readValue(state.bytes("classes", -1), String[].class);
            double[] intercepts = state.doubles("intercepts", -1);
            int p = encoding.features();
            Shape shape = Shape.of(intercepts.length, p);
            var fit = new LinearFit(
                    intercepts,
                    new Array(shape, state.doubles("coefficients", shape.size())),
                    new Array(shape, state.doubles("errors", shape.size())),
                    state.whole("probabilities") != 0,
                    (int) state.whole("rank"),
                    state.real("condition"),
                    state.real("gap"));
            return new FittedModel(encoding, fit, names[0], names[1], List.of(classes), state.real("spread"));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the saved model cannot be read: " + e.getOriginalMessage(), e);
        }
    }
}
