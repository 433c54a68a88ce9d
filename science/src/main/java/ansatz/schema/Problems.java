package ansatz.schema;

/// Takes what is wrong with a study, one line each.
@FunctionalInterface
public interface Problems {
    /// Reports one problem.
    ///
    /// @param key the key as in a study, its levels joined by dots
    /// @param text what was found and what is legal, without the key and without a full stop:
    ///     `"is \"translation\", but the lattice is open; it must be \"none\""`
    void add(String key, String text);
}
