package ansatz.study;

import java.lang.reflect.Array;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A saved state of a computation: named arrays and numbers, in the order in which they were put.
///
/// ```java
/// var state = new State().put("step", step).put("theta", theta).put("spins", spins);
/// theta = state.doubles("theta", theta.length);
/// ```
///
/// Arrays are copied when put and when read. Numbers are kept bit for bit.
public final class State {
    private final Map<String, Object> values = new LinkedHashMap<>();

    /// An empty state.
    public State() {}

    /// Puts a whole number.
    public State put(String name, long value) {
        return add(name, new long[] {value});
    }

    /// Puts a real number.
    public State put(String name, double value) {
        return add(name, new double[] {value});
    }

    /// Puts an array.
    public State put(String name, double[] value) {
        return add(name, value.clone());
    }

    /// Puts an array.
    public State put(String name, long[] value) {
        return add(name, value.clone());
    }

    /// Puts an array.
    public State put(String name, byte[] value) {
        return add(name, value.clone());
    }

    /// Puts the entries of another state, their names preceded by `name` and a dot.
    public State put(String name, State part) {
        part.values.forEach((key, value) -> add(name + "." + key, value));
        return this;
    }

    /// Whether there is an entry of this name, or a part.
    public boolean has(String name) {
        return values.containsKey(name) || values.keySet().stream().anyMatch(key -> key.startsWith(name + "."));
    }

    /// @throws IllegalArgumentException if there is no such whole number
    public long whole(String name) {
        return longs(name, 1)[0];
    }

    /// How many of some steps are done.
    ///
    /// @throws IllegalArgumentException if there is no such number, or it is negative or larger than `most`
    int count(String name, int most) {
        long count = whole(name);
        if (count < 0 || count > most) {
            throw new IllegalArgumentException("the saved " + name + " is " + count + "; legal are 0 to " + most);
        }
        return (int) count;
    }

    /// @throws IllegalArgumentException if there is no such real number
    public double real(String name) {
        return doubles(name, 1)[0];
    }

    /// @param length what the length must be, negative for any
    /// @throws IllegalArgumentException if there is no such array or it has another length
    public double[] doubles(String name, int length) {
        return get(name, double[].class, length).clone();
    }

    /// @param length what the length must be, negative for any
    /// @throws IllegalArgumentException if there is no such array or it has another length
    public long[] longs(String name, int length) {
        return get(name, long[].class, length).clone();
    }

    /// @param length what the length must be, negative for any
    /// @throws IllegalArgumentException if there is no such array or it has another length
    public byte[] bytes(String name, int length) {
        return get(name, byte[].class, length).clone();
    }

    /// The entries that were put as a part under `name`.
    ///
    /// @throws IllegalArgumentException if there are none
    public State part(String name) {
        var part = new State();
        values.forEach((key, value) -> {
            if (key.startsWith(name + ".")) {
                part.values.put(key.substring(name.length() + 1), value);
            }
        });
        if (part.values.isEmpty()) {
            throw new IllegalArgumentException("the saved state has no part " + name + "; it has " + values.keySet());
        }
        return part;
    }

    /// The entries, each a double[], long[] or byte[] that is not to be changed.
    Map<String, Object> entries() {
        return Collections.unmodifiableMap(values);
    }

    private State add(String name, Object value) {
        if (values.putIfAbsent(name, value) != null) {
            throw new IllegalArgumentException("the state has an entry " + name + " already");
        }
        return this;
    }

    private <T> T get(String name, Class<T> type, int length) {
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the saved state has no entry " + name + "; it has " + values.keySet());
        }
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("the saved " + name + " is a "
                    + value.getClass().getSimpleName() + "; expected is a " + type.getSimpleName());
        }
        int found = Array.getLength(value);
        if (length >= 0 && found != length) {
            throw new IllegalArgumentException(
                    "the saved " + name + " has " + found + " values; this study needs " + length);
        }
        return type.cast(value);
    }
}
