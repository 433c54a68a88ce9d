package ansatz.data;

import ansatz.engine.parallel.Team;
import ansatz.schema.Reference;
import java.util.Optional;

/// Where the samples of a study come from.
public interface Source {
    /// Reads or draws the data.
    ///
    /// @param seed of what is drawn; a file does not depend on it
    /// @throws ansatz.schema.InvalidInput if they cannot be read, one line each
    Dataset read(long seed);

    /// The same on several threads, where a file is large enough to be shared out.
    default Dataset read(long seed, Team team) {
        return read(seed);
    }

    /// The column that is to be predicted; empty where there is none.
    String target();

    /// A column that says how many events a row stands for; empty where every row counts once.
    default String weights() {
        return "";
    }

    /// What the best of all models would reach, where it is known.
    ///
    /// @param score its name in a result
    default Optional<Reference> best(String score) {
        return Optional.empty();
    }

    /// The standard deviation of the noise of the target, in its unit, of data that were drawn; NaN of others.
    default double noise() {
        return Double.NaN;
    }

    /// About how many bytes the data take in memory; found without reading them.
    double memory();
}
