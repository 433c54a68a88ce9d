package ansatz.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// A named array in row-major order, as NumPy reads it from parameters.npz or samples.npz.
public final class NamedArray {
    /// What follows the name of a result in the name of the array of its chain means, one for each Markov chain;
    /// the
    /// report shows from it whether the chains agree.
    public static final String CHAIN_MEANS = "_chain_means";

    private final String name;
    private final int[] shape;
    private final Object values;

    private NamedArray(String name, Object values, int length, int[] shape) {
        long size = 1;
        for (int extent : shape) {
            size = Math.multiplyExact(size, (long) extent);
        }
        if (size != length) {
            throw new IllegalArgumentException("array " + name + " has " + length + " values, but its shape is "
                    + Arrays.toString(shape) + ", which holds " + size);
        }
        this.name = name;
        this.values = values;
        this.shape = shape.clone();
    }

    /// An array of float64. The values are copied.
    public static NamedArray of(String name, double[] values, int... shape) {
        return new NamedArray(name, values.clone(), values.length, shape);
    }

    /// An array of int64. The values are copied.
    public static NamedArray of(String name, long[] values, int... shape) {
        return new NamedArray(name, values.clone(), values.length, shape);
    }

    /// An array of int8, such as spins. The values are copied.
    public static NamedArray of(String name, byte[] values, int... shape) {
        return new NamedArray(name, values.clone(), values.length, shape);
    }

    /// An array of float64 in an archive such as samples.npz, flat; empty if it holds none of this name.
    ///
    /// @throws IOException if the archive cannot be read
    public static Optional<double[]> read(Path archive, String name) throws IOException {
        return Npz.doubles(archive, name);
    }

    /// The name of the array in the archive.
    public String name() {
        return name;
    }

    /// The extents, outermost first.
    public int[] shape() {
        return shape.clone();
    }

    /// A double[], long[] or byte[]; not to be changed.
    Object values() {
        return values;
    }
}
