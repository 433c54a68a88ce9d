package ansatz.engine.transform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Unit vectors in the space of the D coordinates of one sample. The first D are the coordinates themselves; others
/// are made as they are asked for, each once.
///
/// The Laplacian is the same in every orthonormal basis, so that a function of x_i - x_j alone needs one
/// derivative,
/// along (e_i - e_j) / sqrt(2), where it would need two by coordinates.
final class Directions {
    /// The product of two unit vectors below which they count as orthogonal: the rounding of a product of a few
    /// hundred terms.
    private static final double ORTHOGONAL = 1e-14;

    private final int coordinates;
    private final List<int[]> places = new ArrayList<>();
    private final List<double[]> weights = new ArrayList<>();
    private final Map<List<Number>, Integer> known = new HashMap<>();

    Directions(int coordinates) {
        this.coordinates = coordinates;
    }

    /// D.
    int coordinates() {
        return coordinates;
    }

    /// A linear form of the coordinates: `slope` times the product with a direction, or zero (direction -1).
    record Form(int direction, double slope) {}

    /// The form with the given coefficients, or null if its length is not a finite number.
    ///
    /// @param at           coordinates, strictly increasing
    /// @param coefficients one a coordinate, some perhaps zero
    @Nullable
    Form form(int[] at, double[] coefficients) {
        int n = 0;
        int[] where = new int[at.length];
        double[] ratios = new double[at.length];
        double head = 0;
        double squares = 0;
        for (int i = 0; i < at.length; i++) {
            if (coefficients[i] != 0) {
                head = n == 0 ? coefficients[i] : head;
                where[n] = at[i];
                // by the first one, so that forms that differ by a factor are one direction whatever the rounding
                // of the factor
                ratios[n] = coefficients[i] / head;
                squares += ratios[n] * ratios[n];
                n++;
            }
        }
        if (n == 0) {
            return new Form(-1, 0);
        }
        if (n == 1) {
            return new Form(where[0], head);
        }
        double norm = Math.sqrt(squares);
        if (!Double.isFinite(head * norm)) {
            return null;
        }
        List<Number> key = new ArrayList<>(2 * n);
        double[] unit = new double[n];
        for (int i = 0; i < n; i++) {
            key.add(where[i]);
            key.add(ratios[i]);
            unit[i] = ratios[i] / norm;
        }
        Integer direction = known.get(key);
        if (direction == null) {
            direction = coordinates + places.size();
            known.put(key, direction);
            places.add(Arrays.copyOf(where, n));
            weights.add(unit);
        }
        return new Form(direction, head * norm);
    }

    /// True for a coordinate.
    boolean isCoordinate(int direction) {
        return direction < coordinates;
    }

    /// How many coordinates a direction has.
    int size(int direction) {
        return direction < coordinates ? 1 : places.get(direction - coordinates).length;
    }

    /// The `i`-th coordinate of a direction, in increasing order.
    int coordinate(int direction, int i) {
        return direction < coordinates ? direction : places.get(direction - coordinates)[i];
    }

    /// The component of a direction along its `i`-th coordinate.
    double component(int direction, int i) {
        return direction < coordinates ? 1 : weights.get(direction - coordinates)[i];
    }

    /// The directions themselves if they are orthogonal to each other, else all coordinates that they have.
    ///
    /// @param directions strictly increasing
    int[] basis(int[] directions) {
        if (directions.length == 0 || isCoordinate(directions[directions.length - 1])) {
            return directions;
        }
        return orthogonal(directions) ? directions : expanded(directions);
    }

    private boolean orthogonal(int[] directions) {
        double[] dense = new double[coordinates];
        for (int k = directions.length - 1; k >= 0 && !isCoordinate(directions[k]); k--) {
            int own = directions[k];
            for (int i = 0; i < size(own); i++) {
                dense[coordinate(own, i)] = component(own, i);
            }
            for (int j = 0; j < k; j++) {
                double product = 0;
                for (int i = 0; i < size(directions[j]); i++) {
                    product += dense[coordinate(directions[j], i)] * component(directions[j], i);
                }
                if (Math.abs(product) > ORTHOGONAL) {
                    return false;
                }
            }
            for (int i = 0; i < size(own); i++) {
                dense[coordinate(own, i)] = 0;
            }
        }
        return true;
    }

    private int[] expanded(int[] directions) {
        boolean[] present = new boolean[coordinates];
        int n = 0;
        for (int direction : directions) {
            for (int i = 0; i < size(direction); i++) {
                int at = coordinate(direction, i);
                n += present[at] ? 0 : 1;
                present[at] = true;
            }
        }
        int[] expanded = new int[n];
        int to = 0;
        for (int c = 0; c < coordinates; c++) {
            if (present[c]) {
                expanded[to++] = c;
            }
        }
        return expanded;
    }
}
