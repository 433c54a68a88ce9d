package ansatz.cli;

import ansatz.schema.KeyType;
import ansatz.schema.RecordType;
import ansatz.schema.Schema;
import ansatz.schema.ValueType;
import ansatz.study.Study;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What the types of a study are for: a type can stand wherever a key asks for an interface that it implements.
final class Roles {
    private Roles() {}

    /// The types by the key that takes them: "study", "problem", "lattice", in the order of a study.
    static Map<String, List<RecordType>> of(Schema schema) {
        Map<String, Class<?>> roles = new LinkedHashMap<>();
        roles.put("study", Study.class);
        List<RecordType> open = new ArrayList<>(of(schema, Study.class));
        for (int i = 0; i < open.size(); i++) {
            for (KeyType key : open.get(i).keys()) {
                if (key.type() instanceof ValueType.Open role && !roles.containsValue(role.types())) {
                    roles.put(role.types().getSimpleName().toLowerCase(Locale.ROOT), role.types());
                    open.addAll(of(schema, role.types()));
                }
            }
        }
        Map<String, List<RecordType>> types = new LinkedHashMap<>();
        roles.forEach((name, role) -> types.put(name, of(schema, role)));
        return types;
    }

    private static List<RecordType> of(Schema schema, Class<?> role) {
        return schema.types().stream()
                .filter(type -> role.isAssignableFrom(type.java()))
                .toList();
    }
}
