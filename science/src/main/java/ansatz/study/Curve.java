package ansatz.study;

import java.util.List;

/// Estimates of one quantity at several positions, such as a correlation against the distance.
///
/// @param name the name in result.json: lower case, words joined by an underscore
/// @param axis what the position is, such as "distance"
/// @param unit the unit of the position, empty for a pure number
/// @param points in the order of the observable
public record Curve(String name, String axis, String unit, List<Point> points) {
    public Curve {
        points = List.copyOf(points);
    }

    /// One estimate.
    ///
    /// @param value the position on the axis of a figure
    /// @param vector its components, one for a distance
    /// @param result the estimate, whose name is that of the curve
    public record Point(double value, List<Double> vector, Result result) {
        public Point {
            vector = List.copyOf(vector);
        }
    }
}
