package ansatz.engine.transform;

import ansatz.engine.program.Operation;
import ansatz.engine.program.Program;
import ansatz.engine.program.Type;
import ansatz.engine.trace.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The named sources of a program inside a trace, and values in the type of another.
final class Sources {
    private Sources() {}

    /// The value of the parameter or input of the given name.
    ///
    /// @param values the value of each instruction of the program
    /// @throws IllegalArgumentException if there is none, or it is not real
    static Value find(Program program, List<Value> values, String name) {
        List<String> known = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            Optional<String> source = name(program.instructions().get(i).operation());
            if (source.isPresent() && source.get().equals(name)) {
                Value value = values.get(i);
                if (value.type().kind() != Type.Kind.REAL) {
                    throw new IllegalArgumentException(
                            name + " is " + value.type() + ": only real values have derivatives");
                }
                return value;
            }
            source.ifPresent(known::add);
        }
        throw new IllegalArgumentException("no parameter or input is named " + name + "; named are " + known);
    }

    /// The prefix for the names that a transformation adds: `word.`, or `word2.`, `word3.` and so on when the
    /// program has names with the shorter ones already, as it does when transformations nest.
    static String prefix(Program program, String word) {
        List<String> names = new ArrayList<>();
        program.outputs().forEach(output -> names.add(output.name()));
        program.instructions()
                .forEach(instruction -> name(instruction.operation()).ifPresent(names::add));
        String prefix = word + ".";
        for (int k = 2; startsAny(names, prefix); k++) {
            prefix = word + k + ".";
        }
        return prefix;
    }

    private static boolean startsAny(List<String> names, String prefix) {
        return names.stream().anyMatch(name -> name.startsWith(prefix));
    }

    private static Optional<String> name(Operation operation) {
        return operation instanceof Operation.Source source
                ? switch (source) {
                    case Operation.Parameter p -> Optional.of(p.name());
                    case Operation.SharedInput s -> Optional.of(s.name());
                    case Operation.SampleInput s -> Optional.of(s.name());
                    case Operation.Constant ignored -> Optional.empty();
                }
                : Optional.empty();
    }

    /// `derivative` as a per-sample value where `value` is one: a derivative that is the same for all samples is a
    /// shared value inside a trace, but the outputs of a program have the types that their names promise.
    static Value ofType(Value derivative, Value value) {
        if (!value.type().perSample() || derivative.type().perSample()) {
            return derivative;
        }
        // never true, and per sample
        Value never = value.sum().less(value.sum()).broadcastTo(derivative.shape());
        return never.select(derivative, derivative);
    }
}
