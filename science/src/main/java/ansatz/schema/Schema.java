package ansatz.schema;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The types that a study can name, and the one validator of a tree of records, however it was made.
public final class Schema {
    private final List<Class<? extends Record>> catalogued;

    /// @param types the records that a study can name
    /// @throws IllegalArgumentException if a record has no [Name], or two that share an interface have the same one
    public Schema(Collection<Class<? extends Record>> types) {
        Set<Class<? extends Record>> distinct = new LinkedHashSet<>(types);
        for (Class<? extends Record> type : distinct) {
            if (type.getAnnotation(Name.class) == null) {
                throw new IllegalArgumentException("a catalogue lists " + type.getName() + ", which has no @Name");
            }
        }
        this.catalogued = List.copyOf(distinct);
        for (Class<? extends Record> type : catalogued) {
            for (Class<?> role : type.getInterfaces()) {
                List<String> names = names(role);
                if (!role.equals(Checked.class)
                        && names.size() != Set.copyOf(names).size()) {
                    throw new IllegalArgumentException(
                            "two types of " + role.getSimpleName() + " have the same name: " + names);
                }
            }
        }
    }

    /// The types of all catalogues on the module path and the class path.
    public static Schema installed() {
        List<Class<? extends Record>> types = new ArrayList<>();
        ServiceLoader.load(Catalogue.class).forEach(catalogue -> types.addAll(catalogue.types()));
        return new Schema(types);
    }

    /// The catalogued types, sorted by name.
    public List<RecordType> types() {
        return catalogued.stream()
                .map(this::type)
                .sorted(Comparator.comparing(RecordType::name))
                .toList();
    }

    /// The catalogued type of a name that implements an interface.
    ///
    /// @return null if there is none
    public @Nullable RecordType type(Class<?> role, String name) {
        for (Class<? extends Record> type : catalogued) {
            if (role.isAssignableFrom(type) && name(type).equals(name)) {
                return type(type);
            }
        }
        return null;
    }

    /// The names of the catalogued types that implement an interface, sorted.
    public List<String> names(Class<?> role) {
        return catalogued.stream()
                .filter(role::isAssignableFrom)
                .map(Schema::name)
                .sorted()
                .toList();
    }

    /// A record with its keys, whether catalogued or not.
    ///
    /// @throws IllegalArgumentException if a component has no [Key] or a type that a study cannot hold
    public RecordType type(Class<? extends Record> java) {
        return type(java, defaults(java));
    }

    /// A record with its keys, whose defaults are the values of an instance: a table that stands in another record
    /// has the defaults that the other record says.
    public RecordType type(Record defaults) {
        return type(defaults.getClass(), defaults);
    }

    private RecordType type(Class<? extends Record> java, @Nullable Object defaults) {
        Name name = java.getAnnotation(Name.class);
        List<KeyType> keys = Arrays.stream(java.getRecordComponents())
                .map(component -> key(component, defaults))
                .toList();
        return new RecordType(
                java,
                name(java),
                name == null ? "" : name.summary(),
                name == null ? "" : name.cite(),
                name == null ? "" : name.exact(),
                keys);
    }

    /// Checks a tree of records: every number in its range, then every record for contradictions.
    ///
    /// @param root the tree
    /// @param problems takes what is wrong
    public void check(Record root, Problems problems) {
        boolean[] clean = {true};
        ranges(root, "", (key, text) -> {
            clean[0] = false;
            problems.add(key, text);
        });
        if (clean[0]) {
            contradictions(root, "", problems);
        }
    }

    /// Checks a tree of records that was made in Java.
    ///
    /// @throws InvalidInput if something is wrong, each line "in Java: problem.field is -1.0; it must be ..."
    public void check(Record root) {
        List<String> lines = new ArrayList<>();
        check(root, (key, text) -> lines.add("in Java: " + key + " " + text));
        if (!lines.isEmpty()) {
            throw new InvalidInput(lines);
        }
    }

    /// The record that a study means by a shorthand.
    ///
    /// @param type the record's class, which has a method with [Shorthand]
    /// @param value the argument of the method
    /// @throws IllegalArgumentException if the record refuses the value
    public Record expand(Class<? extends Record> type, Object value) {
        Method method = shorthand(type);
        if (method == null) {
            throw new IllegalArgumentException(type.getName() + " has no method with @Shorthand");
        }
        try {
            return (Record) method.invoke(null, value);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw refused;
            }
            throw new IllegalArgumentException("the shorthand " + method + " failed for " + value, e);
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException("the shorthand " + method + " failed for " + value, e);
        }
    }

    /// The line about a value that is not legal: "is -1.0; it must be a real number above 0, default 1.0".
    public static String illegal(KeyType key, String found) {
        return "is " + found + "; it must be " + key.words();
    }

    private void ranges(Record record, String prefix, Problems problems) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            String path = prefix + component.getName();
            Object value = read(component, record);
            if (component.getAnnotation(Key.class) == null) {
                continue; // a Java-only component of a record that no study names
            }
            KeyType key = key(component, defaults(record.getClass()));
            if (value == null) {
                problems.add(path, "is missing; it must be " + key.words());
            } else if (!key.type().legal(value)) {
                problems.add(path, illegal(key, KeyType.show(value)));
            }
            nested(value, path, (child, at) -> ranges(child, at, problems));
        }
    }

    /// A record is asked only when those in it have no contradictions: its check may then use them.
    private boolean contradictions(Record record, String prefix, Problems problems) {
        boolean[] clean = {true};
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            String path = prefix + component.getName();
            nested(read(component, record), path, (child, at) -> clean[0] &= contradictions(child, at, problems));
        }
        if (clean[0] && record instanceof Checked checked) {
            checked.check((key, text) -> {
                clean[0] = false;
                problems.add(prefix + key, text);
            });
        }
        return clean[0];
    }

    @FunctionalInterface
    private interface Visitor {
        void visit(Record child, String prefix);
    }

    private static void nested(@Nullable Object value, String path, Visitor visitor) {
        if (value instanceof Record child) {
            visitor.visit(child, path + ".");
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                nested(list.get(i), path + "[" + i + "]", visitor);
            }
        }
    }

    private KeyType key(RecordComponent component, @Nullable Object defaults) {
        Key key = component.getAnnotation(Key.class);
        if (key == null) {
            throw new IllegalArgumentException("the component " + component.getName() + " of "
                    + component.getDeclaringRecord().getName() + " has no @Key");
        }
        Object fallback = defaults == null ? null : read(component, defaults);
        return new KeyType(
                component.getName(),
                key.value(),
                key.unit(),
                key.required() || fallback == null,
                valueType(component, component.getGenericType(), Range.of(key)),
                fallback);
    }

    private ValueType valueType(RecordComponent component, Type type, Range range) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            return new ValueType.Many(valueType(component, generic.getActualTypeArguments()[0], range));
        }
        if (type instanceof Class<?> java) {
            if (java == boolean.class || java == Boolean.class) {
                return new ValueType.Truth();
            }
            if (java == int.class || java == Integer.class) {
                return new ValueType.Whole(range, false);
            }
            if (java == long.class || java == Long.class) {
                return new ValueType.Whole(range, true);
            }
            if (java == double.class || java == Double.class) {
                return new ValueType.Real(range);
            }
            if (java == String.class) {
                return new ValueType.Text(range);
            }
            if (java.isEnum()) {
                @SuppressWarnings("unchecked") // isEnum says so
                var constants = (Class<? extends Enum<?>>) java;
                return new ValueType.Choice(constants);
            }
            if (java.isRecord()) {
                Method method = shorthand(java.asSubclass(Record.class));
                ValueType shorthand =
                        method == null ? null : valueType(component, method.getGenericParameterTypes()[0], Range.ALL);
                return new ValueType.Table(java.asSubclass(Record.class), shorthand);
            }
            if (java.isInterface()) {
                return new ValueType.Open(java, names(java));
            }
        }
        throw new IllegalArgumentException("the component " + component.getName() + " of "
                + component.getDeclaringRecord().getName() + " has the type " + type.getTypeName()
                + ", which a study cannot hold; it can be a boolean, int, long, double, String, enum, record, interface"
                + " or a List of these");
    }

    private static @Nullable Method shorthand(Class<? extends Record> type) {
        for (Method method : type.getDeclaredMethods()) {
            if (method.isAnnotationPresent(Shorthand.class)) {
                method.setAccessible(true);
                return method;
            }
        }
        return null;
    }

    private static String name(Class<? extends Record> type) {
        Name name = type.getAnnotation(Name.class);
        return name == null ? type.getSimpleName() : name.value();
    }

    private static @Nullable Object defaults(Class<? extends Record> type) {
        try {
            Field field = type.getDeclaredField("DEFAULTS");
            field.setAccessible(true);
            return field.get(null);
        } catch (NoSuchFieldException absent) {
            return null; // every key is required then
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException(
                    "cannot read the defaults of " + type.getName()
                            + ": its package must be exported or opened to module ansatz",
                    e);
        }
    }

    static @Nullable Object read(RecordComponent component, Object record) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalArgumentException(
                    "cannot read " + component.getName() + " of "
                            + record.getClass().getName() + ": its package must be exported or opened to module ansatz",
                    e);
        }
    }
}
