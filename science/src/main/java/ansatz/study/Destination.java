package ansatz.study;

import java.nio.file.Path;

/// Where a run puts its files.
///
/// @param path the folder, or the folder without its number
/// @param numbered whether the first free number follows the path, as in runs/ising-chain-3
public record Destination(Path path, boolean numbered) {
    /// This folder, which must not exist yet or be empty.
    public static Destination folder(Path path) {
        return new Destination(path, false);
    }

    /// The first of `path`-1, `path`-2, ... that does not exist.
    public static Destination next(Path path) {
        return new Destination(path, true);
    }
}
