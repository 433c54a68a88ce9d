package ansatz.schema;

/// A record that can be wrong as a whole although each key is legal: keys that contradict one another.
public interface Checked {
    /// Reports every contradiction. Called only when each key alone is legal.
    ///
    /// @param problems takes the key, relative to this record ("symmetry", or "model.symmetry" one level down), and
    ///     the line that says what was found and what is legal
    void check(Problems problems);
}
