package ansatz.report;

import java.util.List;

/// What a figure shows, apart from how it is drawn.
///
/// @param title above the figure
/// @param description what a listener needs to know of it
/// @param x the horizontal axis
/// @param y the vertical axis
/// @param layers from back to front
record Figure(String title, String description, Axis x, Axis y, List<Layer> layers) {
    Figure {
        layers = List.copyOf(layers);
    }

    /// @param label the quantity
    /// @param unit its unit, empty for a pure number
    /// @param shown values that the axis reaches, wherever the data lie
    /// @param names of the positions 1, 2, ...; empty where positions are numbers
    record Axis(String label, String unit, Scale scale, List<Double> shown, List<String> names) {
        Axis {
            shown = List.copyOf(shown);
            names = List.copyOf(names);
        }

        Axis(String label, String unit, Scale scale, List<Double> shown) {
            this(label, unit, scale, shown, List.of());
        }

        /// Of things with names, at 1, 2, ...
        static Axis names(String label, List<String> names) {
            return new Axis(label, "", Scale.LINEAR, List.of(0.5, names.size() + 0.5), names);
        }

        static Axis linear(String label, String unit) {
            return new Axis(label, unit, Scale.LINEAR, List.of());
        }

        static Axis logarithmic(String label, String unit) {
            return new Axis(label, unit, Scale.LOGARITHMIC, List.of());
        }

        /// From 0 to 1 at least.
        static Axis share(String label) {
            return new Axis(label, "", Scale.LINEAR, List.of(0.0, 1.0));
        }
    }

    enum Scale {
        LINEAR,
        LOGARITHMIC
    }

    sealed interface Layer {
        /// The name in the legend; a layer without one is left out there.
        String label();
    }

    /// A line through a series, with a band of one error bar to either side where errors are known.
    record Line(String label, Series series) implements Layer {}

    /// Values with error bars, one mark each, unconnected.
    ///
    /// @param trusted whether each is converged; one that is not is drawn hollow and crossed
    record Points(String label, Series series, boolean[] trusted) implements Layer {}

    /// Known values along the whole figure.
    ///
    /// @param of the number of the line or points, from 0, that the values belong to and share a colour with; -1
    /// where
    /// there is nothing to tell apart
    record Curve(String label, Series series, int of) implements Layer {
        Curve(String label, Series series) {
            this(label, series, -1);
        }
    }

    /// A known value across the whole figure.
    record Level(String label, double value) implements Layer {}

    /// A known place on the horizontal axis, with its name beside the line and not in the legend.
    record Upright(String name, double x) implements Layer {
        @Override
        public String label() {
            return "";
        }
    }
}
