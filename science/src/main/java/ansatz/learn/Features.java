package ansatz.learn;

import ansatz.data.Dataset;
import ansatz.data.Encoding;
import ansatz.data.Split;
import ansatz.engine.array.Array;
import ansatz.schema.InvalidInput;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The features of a model, learned from rows to learn from alone: columns, their powers and products, and, if
/// asked
/// for, the first principal components of these.
///
/// @param components null where the encoded columns are the features
public record Features(Encoding encoding, @Nullable PrincipalComponents components) {
    /// Learns features of all columns but some.
    ///
    /// @param leftOut columns that are no features: the target, groups
    /// @param degree of the powers and products, at least 1
    /// @param components how many principal components; 0 for the encoded columns themselves
    /// @throws InvalidInput if nothing varies, a value is missing, there are too many features, or not so many
    /// components
    public static Features learn(Split.Training training, List<String> leftOut, int degree, int components) {
        return learn(training, leftOut, degree, components, false);
    }

    /// Learns features that may be missing.
    ///
    /// @param gaps whether a missing value is a feature that is NaN, of which there are no components
    /// @throws InvalidInput as without gaps
    public static Features learn(
            Split.Training training, List<String> leftOut, int degree, int components, boolean gaps) {
        Encoding encoding = Encoding.learn(training, leftOut, degree, gaps && components == 0);
        if (components == 0) {
            return new Features(encoding, null);
        }
        Dataset rows = training.rows();
        int most = Math.min(rows.rows() - 1, encoding.features());
        if (components > most) {
            throw new InvalidInput(rows.source() + ": " + components + " principal components of " + rows.rows()
                    + " rows to learn from and " + encoding.features() + " features; legal are 0 to " + most);
        }
        return new Features(encoding, PrincipalComponents.exact(encoding.apply(rows), components));
    }

    /// The number of features.
    public int count() {
        return components == null ? encoding.features() : components.variances().length;
    }

    /// The names of the features.
    public List<String> names() {
        return components == null
                ? encoding.names()
                : IntStream.rangeClosed(1, count())
                        .mapToObj(k -> "component_" + k)
                        .toList();
    }

    /// The features of rows.
    ///
    /// @return n x [#count()]
    /// @throws InvalidInput if the rows have not the columns that are needed
    public Array of(Dataset rows) {
        Array x = encoding.apply(rows);
        return components == null ? x : components.project(x);
    }
}
