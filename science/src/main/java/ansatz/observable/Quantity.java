package ansatz.observable;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// One number that an observable reports.
///
/// @param name the name of the result: lower case, words joined by an underscore
/// @param unit its unit, empty for a pure number
/// @param columns the columns whose means it is made of
/// @param function makes it of these means, in their order; null for the mean of a single column itself
/// @param place where it stands on a curve, null for a number of its own
public record Quantity(
        String name,
        String unit,
        List<Integer> columns,
        @Nullable ToDoubleFunction<double[]> function,
        @Nullable Place place) {
    public Quantity {
        columns = List.copyOf(columns);
        if (function == null && columns.size() != 1) {
            throw new IllegalArgumentException(name + " is the mean of one column; found " + columns.size());
        }
    }

    /// A point of a curve: quantities of one name that depend on a position.
    ///
    /// @param axis what the position is, such as "distance"
    /// @param unit its unit
    /// @param value its length, for a figure
    /// @param vector its components; one component for a distance
    public record Place(String axis, String unit, double value, List<Double> vector) {
        public Place {
            vector = List.copyOf(vector);
        }
    }

    /// The mean of a column.
    static Quantity mean(String name, String unit, int column) {
        return new Quantity(name, unit, List.of(column), null, null);
    }

    /// The mean of a column at a position.
    static Quantity at(Place place, String name, int column) {
        return new Quantity(name, "", List.of(column), null, place);
    }

    /// A function of the means of some columns.
    static Quantity function(String name, List<Integer> columns, ToDoubleFunction<double[]> function) {
        return new Quantity(name, "", columns, function, null);
    }

    /// From the means of all columns of the estimator.
    public double of(double[] means) {
        if (function == null) {
            return means[columns.getFirst()];
        }
        return function.applyAsDouble(
                columns.stream().mapToDouble(c -> means[c]).toArray());
    }
}
