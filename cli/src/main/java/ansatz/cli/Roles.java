package ansatz.cli;

import ansatz.schema.KeyType;
import ansatz.schema.RecordType;
import ansatz.schema.Schema;
import ansatz.schema.ValueType;
import ansatz.study.Study;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the types of a study are for: a type can stand wherever a key asks for an interface that it implements.
final class Roles {
    private Roles() {}

    /// The types by the key that takes them: "study", "problem", "lattice", in the order of a study; tables with
    /// fixed keys under "table".
    static Map<String, List<RecordType>> of(Schema schema) {
        Map<Class<?>, String> roles = new LinkedHashMap<>();
        roles.put(Study.class, "study");
        Map<Class<?>, RecordType> tables = new LinkedHashMap<>();
        List<RecordType> open = new ArrayList<>(of(schema, Study.class));
        for (int i = 0; i < open.size(); i++) {
            for (KeyType key : open.get(i).keys()) {
                if (key.type() instanceof ValueType.Open role && roles.putIfAbsent(role.types(), key.name()) == null) {
                    open.addAll(of(schema, role.types()));
                }
                if (key.type() instanceof ValueType.Table table && !tables.containsKey(table.record())) {
                    RecordType type = schema.type(table.record());
                    tables.put(table.record(), type);
                    open.add(type);
                }
            }
        }
        Map<String, List<RecordType>> types = new LinkedHashMap<>();
        // studies of different kinds may ask for different interfaces under the same key
        roles.forEach((role, name) ->
                types.computeIfAbsent(name, key -> new ArrayList<>()).addAll(of(schema, role)));
        types.put("table", List.copyOf(tables.values()));
        return types;
    }

    private static List<RecordType> of(Schema schema, Class<?> role) {
        return schema.types().stream()
                .filter(type -> role.isAssignableFrom(type.java()))
                .toList();
    }
}
