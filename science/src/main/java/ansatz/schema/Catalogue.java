package ansatz.schema;

import java.util.List;

/// The types that a module adds to what a study can name: found through [java.util.ServiceLoader].
///
/// A new problem, model, sampler, optimiser or study is one record with [Name] and one line in such a list
/// (`provides ansatz.schema.Catalogue with ...` in the module, or a file in META-INF/services on the class path).
public interface Catalogue {
    /// Records with [Name]. A study offers each of them wherever a key's type is an interface that the record
    /// implements.
    List<Class<? extends Record>> types();
}
