package ansatz.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A record that a study can hold, with its keys.
///
/// @param java the record
/// @param name the name in a study; for a record without [Name] its class name
/// @param summary what it is, one line
/// @param cite where it comes from, empty if not said
/// @param exact what is known exactly about it, empty if nothing
/// @param keys its keys, in order
public record RecordType(
        Class<? extends Record> java, String name, String summary, String cite, String exact, List<KeyType> keys) {
    /// The key of a name.
    ///
    /// @return null if there is none
    public @Nullable KeyType key(String name) {
        for (KeyType key : keys) {
            if (key.name().equals(name)) {
                return key;
            }
        }
        return null;
    }
}
