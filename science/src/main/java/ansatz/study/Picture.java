package ansatz.study;

import java.util.Arrays;
import java.util.List;

/// A figure that a study wants in its report: data, not drawing.
public sealed interface Picture {
    /// Above the figure.
    String title();

    /// Values against a position.
    ///
    /// @param x the name of the position, with its unit
    /// @param y the name of the values, with their unit
    /// @param layers from back to front
    record Chart(String title, Axis x, Axis y, List<Layer> layers) implements Picture {
        public Chart {
            layers = List.copyOf(layers);
        }
    }

    /// A table of counts.
    ///
    /// @param names of the rows
    /// @param columns their names
    /// @param counts row by row
    record Matrix(String title, List<String> names, List<String> columns, List<List<Double>> counts)
            implements Picture {
        public Matrix {
            names = List.copyOf(names);
            columns = List.copyOf(columns);
            counts = counts.stream().map(List::copyOf).toList();
        }

        /// Of an array `[row][column]`.
        static Matrix of(String title, List<String> names, List<String> columns, double[][] counts) {
            return new Matrix(
                    title,
                    names,
                    columns,
                    Arrays.stream(counts)
                            .map(row -> Arrays.stream(row).boxed().toList())
                            .toList());
        }
    }

    /// @param logarithmic whether equal ratios are equally long
    /// @param names of the positions 1, 2, ...; empty where positions are numbers
    record Axis(String label, String unit, boolean logarithmic, List<String> names) {
        public Axis {
            names = List.copyOf(names);
        }

        /// Of numbers.
        public Axis(String label, String unit, boolean logarithmic) {
            this(label, unit, logarithmic, List.of());
        }

        /// Of things with names.
        static Axis of(String label, List<String> names) {
            return new Axis(label, "", false, names);
        }
    }

    /// How a layer is drawn.
    enum Style {
        /// A line, with a band of one error.
        LINE,
        /// A mark each, with an error bar.
        POINTS,
        /// A line that is known.
        KNOWN
    }

    /// @param x positions, ascending
    /// @param error standard errors of y; empty where there are none
    record Layer(String label, Style style, double[] x, double[] y, double[] error) {}
}
