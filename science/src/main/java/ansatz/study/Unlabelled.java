package ansatz.study;

import ansatz.data.Dataset;
import ansatz.data.Source;
import ansatz.data.Split;
import ansatz.engine.array.Array;
import ansatz.learn.Features;
import ansatz.learn.PrincipalComponents;
import ansatz.learn.Target;
import ansatz.schema.InvalidInput;
import ansatz.study.Picture.Axis;
import ansatz.study.Picture.Chart;
import ansatz.study.Picture.Layer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Rows of which nothing is predicted: the features of all columns but the target and the weights, and the target's
/// classes if it
/// is one.
record Unlabelled(String source, Features features, Array x, Optional<Target> classes) {
    /// More classes than this are not told apart by colours.
    private static final int MOST_COLOURS = 8;

    static Unlabelled of(Dataset data, Source source, int components) {
        String target = source.target();
        List<String> leftOut = Stream.of(target, source.weights())
                .filter(name -> !name.isEmpty())
                .toList();
        Features features = Features.learn(Split.whole(data), leftOut, 1, components);
        return new Unlabelled(data.source(), features, features.of(data), classes(data, target));
    }

    /// A target that is no class says nothing here, and is no mistake.
    private static Optional<Target> classes(Dataset data, String target) {
        if (target.isEmpty()) {
            return Optional.empty();
        }
        data.column(target); // one that is not there is a mistake
        try {
            return Optional.of(Target.classes(data, target));
        } catch (InvalidInput noClass) {
            return Optional.empty();
        }
    }

    int rows() {
        return x.shape().extent(0);
    }

    int count() {
        return x.shape().extent(1);
    }

    /// The rows along the first two principal components, one colour a part.
    ///
    /// @param labels the part of each row, from 0; -1 for none
    /// @param names of the parts
    Optional<Chart> map(String title, int[] labels, List<String> names) {
        if (count() < 2 || rows() < 2) {
            return Optional.empty();
        }
        Array plane = PrincipalComponents.exact(x, 2).project(x);
        return Optional.of(map(title, plane, labels, names));
    }

    /// Rows in a plane, one colour a part; with many parts the same colour is that of several.
    ///
    /// @param plane n x 2 or more
    static Chart map(String title, Array plane, int[] labels, List<String> names) {
        var layers = new ArrayList<Layer>();
        int parts = Math.min(names.size(), MOST_COLOURS);
        for (int c = -1; c < parts; c++) {
            int part = c;
            int[] rows = IntStream.range(0, labels.length)
                    .filter(i -> labels[i] < 0 ? part < 0 : labels[i] % MOST_COLOURS == part)
                    .toArray();
            if (rows.length > 0) {
                boolean several = names.size() > MOST_COLOURS && part + MOST_COLOURS < names.size();
                layers.add(LearningPictures.points(
                        part < 0 ? "none" : names.get(part) + (several ? ", ..." : ""),
                        Arrays.stream(rows).mapToDouble(i -> plane.get(i, 0)).toArray(),
                        Arrays.stream(rows).mapToDouble(i -> plane.get(i, 1)).toArray()));
            }
        }
        return new Chart(
                title, new Axis("first component", "", false), new Axis("second component", "", false), layers);
    }
}
