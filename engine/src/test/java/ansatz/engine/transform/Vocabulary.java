package ansatz.engine.transform;

import ansatz.engine.program.Function;
import ansatz.engine.program.Operation;
import ansatz.engine.program.Program;
import java.util.LinkedHashSet;
import java.util.Set;

/// The words that programs are made of: each operation, and for elementwise ones each function. Found by
/// reflection, so that a new operation is a new word by itself.
final class Vocabulary {
    private Vocabulary() {}

    /// All words.
    static Set<String> all() {
        Set<String> words = new LinkedHashSet<>();
        collect(Operation.class, words);
        return words;
    }

    private static void collect(Class<?> type, Set<String> words) {
        if (type.equals(Operation.Elementwise.class)) {
            for (Function f : Function.values()) {
                words.add(word(new Operation.Elementwise(f)));
            }
        } else if (type.isSealed()) {
            for (Class<?> sub : type.getPermittedSubclasses()) {
                collect(sub, words);
            }
        } else {
            words.add(type.getSimpleName());
        }
    }

    /// The word of an operation.
    static String word(Operation operation) {
        return operation instanceof Operation.Elementwise e
                ? e.function().name()
                : operation.getClass().getSimpleName();
    }

    /// The words of a program.
    static Set<String> of(Program program) {
        Set<String> words = new LinkedHashSet<>();
        program.instructions().forEach(i -> words.add(word(i.operation())));
        return words;
    }
}
