package ansatz.study;

import ansatz.statistics.Convergence;
import java.util.List;

/// The result of a computation.
///
/// @param results the estimates, the most important first
/// @param verdict whether the result is converged, and what was looked at
/// @param parameters the optimised model, for parameters.npz
/// @param samples samples of the evaluation, for samples.npz
/// @param curves estimates that depend on a position
/// @param pictures figures that the report draws besides those of every run
public record Outcome(
        List<Result> results,
        Convergence verdict,
        List<NamedArray> parameters,
        List<NamedArray> samples,
        List<Curve> curves,
        List<Picture> pictures) {
    /// No result.
    static final Outcome NONE = new Outcome(List.of(), new Convergence(List.of()), List.of(), List.of());

    public Outcome {
        results = List.copyOf(results);
        parameters = List.copyOf(parameters);
        samples = List.copyOf(samples);
        curves = List.copyOf(curves);
        pictures = List.copyOf(pictures);
    }

    /// Without curves.
    public Outcome(List<Result> results, Convergence verdict, List<NamedArray> parameters, List<NamedArray> samples) {
        this(results, verdict, parameters, samples, List.of());
    }

    /// Without pictures.
    public Outcome(
            List<Result> results,
            Convergence verdict,
            List<NamedArray> parameters,
            List<NamedArray> samples,
            List<Curve> curves) {
        this(results, verdict, parameters, samples, curves, List.of());
    }

    /// The curve of the given name.
    ///
    /// @throws IllegalArgumentException naming the curves that exist
    public Curve curve(String name) {
        for (Curve curve : curves) {
            if (curve.name().equals(name)) {
                return curve;
            }
        }
        throw new IllegalArgumentException("no curve is named " + name + "; curves: "
                + curves.stream().map(Curve::name).toList());
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

    /// Why the result is not converged, one reason each with its figure and threshold ("R-hat is 1.04 and must be
    /// below 1.01"); empty if it is converged.
    public List<String> doubts() {
        return verdict.reasons();
    }

    /// Whether there is no doubt.
    public boolean converged() {
        return verdict.converged();
    }

    /// The result named "energy".
    ///
    /// @throws IllegalArgumentException if the study does not measure an energy, naming what it measures
    public Result energy() {
        return result(Measurement.ENERGY);
    }
}
