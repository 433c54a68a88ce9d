package ansatz.study;

import java.util.List;

/// The result of a computation.
///
/// @param results the estimates, the most important first
/// @param doubts why the result is not converged, one reason each with its figure and threshold ("R-hat is 1.04,
/// above 1.01"); empty if it is converged
/// @param parameters the optimised model, for parameters.npz
/// @param samples samples of the evaluation, for samples.npz
public record Outcome(
        List<Result> results, List<String> doubts, List<NamedArray> parameters, List<NamedArray> samples) {
    /// No result.
    static final Outcome NONE = new Outcome(List.of(), List.of(), List.of(), List.of());

    public Outcome {
        results = List.copyOf(results);
        doubts = List.copyOf(doubts);
        parameters = List.copyOf(parameters);
        samples = List.copyOf(samples);
    }

    /// The result of the given name.
    ///
    /// @throws IllegalArgumentException naming the results that exist
    public Result result(String name) {
        for (Result result : results) {
            if (result.name().equals(name)) {
                return result;
            }
        }
        throw new IllegalArgumentException("no result is named " + name + "; results: "
                + results.stream().map(Result::name).toList());
    }

    /// Whether there is no doubt.
    public boolean converged() {
        return doubts.isEmpty();
    }
}
