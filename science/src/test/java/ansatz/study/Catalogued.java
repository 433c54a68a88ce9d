package ansatz.study;

import ansatz.lattice.Lattice;
import ansatz.schema.Catalogue;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/// Finds what the catalogues name, so that a conformance suite takes in a new type by itself.
public final class Catalogued {
    private Catalogued() {}

    /// The defaults of every catalogued record of an interface.
    public static <T> List<T> defaults(Class<T> type) {
        var found = new ArrayList<T>();
        for (var catalogue : ServiceLoader.load(Catalogue.class)) {
            for (var record : catalogue.types()) {
                if (type.isAssignableFrom(record)) {
                    found.add(type.cast(read(record)));
                }
            }
        }
        return found;
    }

    private static Object read(Class<? extends Record> record) {
        try {
            return record.getField("DEFAULTS").get(null);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(record + " has no public constant DEFAULTS", e);
        }
    }

    /// The same record on another lattice.
    public static <T> T on(Lattice lattice, T record) {
        var components = record.getClass().getRecordComponents();
        var types = new Class<?>[components.length];
        var values = new Object[components.length];
        try {
            for (int k = 0; k < components.length; k++) {
                RecordComponent c = components[k];
                types[k] = c.getType();
                values[k] =
                        c.getType() == Lattice.class ? lattice : c.getAccessor().invoke(record);
            }
            @SuppressWarnings("unchecked")
            T copy = (T) record.getClass().getConstructor(types).newInstance(values);
            return copy;
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
