package ansatz.continuum.space;

/// Where particles move: all of space, or a torus.
public sealed interface Space {
    /// The number of coordinates of a particle, from 1 to 3.
    int dimension();

    /// All of space.
    record Open(int dimension) implements Space {
        public Open {
            requireDimension(dimension);
        }
    }

    /// A line, square or cube whose opposite sides are one. Wave functions and potentials have its period in every
    /// coordinate, so that positions need not lie inside.
    ///
    /// @param length of a side, in the unit of length of the problem
    record Torus(int dimension, double length) implements Space {
        public Torus {
            requireDimension(dimension);
            if (!(length > 0) || length == Double.POSITIVE_INFINITY) {
                throw new IllegalArgumentException("the side of a torus is a positive number, not " + length);
            }
        }

        /// length^dimension.
        public double volume() {
            return Math.pow(length, dimension);
        }
    }

    private static void requireDimension(int dimension) {
        if (dimension < 1 || dimension > 3) {
            throw new IllegalArgumentException("space has 1, 2 or 3 dimensions, not " + dimension);
        }
    }
}
