package ansatz.study;

import ansatz.schema.InvalidInput;
import java.util.Locale;

/// The memory of this process.
final class Room {
    private Room() {}

    /// Refuses what would not fit.
    ///
    /// @param what needs it, as the beginning of a sentence that "need about 3.2 GB of memory" goes on
    /// @param advice what helps, after a semicolon; empty for none
    /// @throws InvalidInput if so many bytes are more than there can be
    static void ask(String what, double bytes, String advice) {
        if (bytes > Runtime.getRuntime().maxMemory()) {
            throw new InvalidInput(String.format(Locale.ROOT, "%s need about %.1f GB of memory", what, bytes / 1e9)
                    + (advice.isEmpty() ? "" : "; " + advice));
        }
    }
}
