package ansatz.continuum.observable;

import ansatz.observable.Quantity;
import java.util.ArrayList;
import java.util.List;

/// Distances from 0 to a radius, cut into equal parts.
///
/// @param count how many parts
/// @param radius where the last one ends, in the unit of length of the problem
record Shells(int count, double radius) {
    double width() {
        return radius / count;
    }

    /// The part that holds a distance, `count` beyond the radius.
    int of(double distance) {
        // compared first: what is very far away has no number
        return distance < radius ? Math.min((int) (distance / width()), count - 1) : count;
    }

    /// The volume between the spheres about a part: a length in one dimension, both sides of the centre, an area in
    /// two.
    double volume(int part, int dimension) {
        double inner = part * width();
        double outer = inner + width();
        return switch (dimension) {
            case 1 -> 2 * (outer - inner);
            case 2 -> Math.PI * (outer * outer - inner * inner);
            default -> 4 * Math.PI / 3 * (outer * outer * outer - inner * inner * inner);
        };
    }

    /// A curve whose points are columns in order, at the middle of each part.
    ///
    /// @param axis what the distance is
    /// @param length its unit
    /// @param unit the unit of the curve
    /// @param first the column of the first part
    List<Quantity> curve(String name, String axis, String length, String unit, int first) {
        var quantities = new ArrayList<Quantity>();
        for (int part = 0; part < count; part++) {
            double middle = radius * (2.0 * part + 1) / (2.0 * count);
            var place = new Quantity.Place(axis, length, middle, List.of(middle));
            quantities.add(new Quantity(name, unit, List.of(first + part), null, place));
        }
        return quantities;
    }

    /// The unit of a density in so many dimensions, empty without a unit of length.
    static String perVolume(String length, int dimension) {
        return length.isEmpty() ? "" : length + "^-" + dimension;
    }
}
