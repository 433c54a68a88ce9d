package ansatz.study;

import java.io.IOException;
import java.nio.file.Path;

/// Makes the report of a finished run out of the files in its folder. The command line takes the first one that
/// [java.util.ServiceLoader] finds.
@FunctionalInterface
public interface Reporter {
    /// Writes the report.
    ///
    /// @param folder the folder of the run, with study.toml, environment.json, metrics.jsonl and result.json
    /// @return the file to open
    /// @throws IOException if a file cannot be read or written
    Path write(Path folder) throws IOException;
}
