package ansatz.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A finished point of a sweep, for what several points tell together.
///
/// @param study the study of the point
/// @param folder the folder of its run
/// @param results its estimates
public record Measured(Study study, Path folder, List<Result> results) {
    public Measured {
        results = List.copyOf(results);
    }

    /// An array of samples.npz, flat; empty if there is none.
    Optional<double[]> samples(String name) {
        try {
            return Npz.doubles(folder.resolve(RunFolder.SAMPLES), name);
        } catch (IOException e) {
            return Optional.empty(); // what was measured stands in result.json all the same
        }
    }
}
