package ansatz.data;

import ansatz.schema.InvalidInput;
import ansatz.schema.Key;
import ansatz.schema.Name;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Images and their labels in two files of the IDX format, in which the handwritten digits of MNIST are given: two
/// zero bytes, the type, the rank, the extents as 32-bit numbers, the values, all with the highest byte first.
///
/// The pixels are the columns `x_row_column`, the label is `label`.
@Name(
        value = "idx",
        summary = "Images and labels in two files of the IDX format, plain or compressed by gzip",
        cite = "Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, Proc. IEEE 86, 2278 (1998) (MNIST)")
public record Idx(
        @Key(value = "the file of images, from the folder in which the command runs", required = true)
        String images,

        @Key(value = "the file of labels, one an image", required = true)
        String labels)
        implements Source {
    /// The names under which the training images of MNIST are given.
    public static final Idx DEFAULTS = new Idx("train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz");

    private static final String LABEL = "label";

    @Override
    public Dataset read(long seed) {
        Grid x = ArrayFile.grid(ArrayFile.path(images));
        Grid y = ArrayFile.grid(ArrayFile.path(labels));
        if (y.shape().length != 1) {
            throw new InvalidInput(labels + ": has rank " + y.shape().length + "; labels have rank 1");
        }
        if (x.rows() != y.rows()) {
            throw new InvalidInput(
                    labels + ": has " + y.rows() + " labels, but " + images + " has " + x.rows() + " images");
        }
        List<Column> columns = new ArrayList<>(x.columns("x"));
        columns.addAll(y.columns(LABEL));
        return Dataset.of(images, columns);
    }

    @Override
    public String target() {
        return LABEL;
    }

    @Override
    public double memory() {
        try {
            Path file = ArrayFile.path(images);
            return 32.0 * ArrayFile.size(file);
        } catch (InvalidInput e) {
            return 0; // which reading will say
        }
    }

    /// Whether a file that begins with these bytes has the format.
    static boolean begins(byte[] start) {
        return start.length >= 4 && start[0] == 0 && start[1] == 0 && width(start[2]) > 0 && start[3] > 0;
    }

    private static int width(byte type) {
        return switch (type) {
            case 0x08, 0x09 -> 1;
            case 0x0b -> 2;
            case 0x0c, 0x0d -> 4;
            case 0x0e -> 8;
            default -> 0;
        };
    }

    /// The extents, and behind them the stream stands at the values.
    private static long[] extents(String source, InputStream in, int rank) throws IOException {
        byte[] bytes = in.readNBytes(4 * rank);
        if (bytes.length < 4 * rank) {
            throw new InvalidInput(source + ": ends within its header");
        }
        var shape = new long[rank];
        for (int k = 0; k < rank; k++) {
            shape[k] = ByteBuffer.wrap(bytes).getInt(4 * k) & 0xffffffffL;
        }
        return shape;
    }

    /// The number of values that the header tells.
    static int size(String source, InputStream in) throws IOException {
        byte[] magic = magic(source, in);
        return Grid.size(source, extents(source, in, magic[3]));
    }

    private static byte[] magic(String source, InputStream in) throws IOException {
        byte[] magic = in.readNBytes(4);
        if (!begins(magic)) {
            throw new InvalidInput(source + ": is not of the IDX format");
        }
        return magic;
    }

    /// @throws InvalidInput if the stream does not hold the format
    /// @throws IOException if the stream fails
    static Grid read(String source, InputStream in) throws IOException {
        byte[] magic = magic(source, in);
        long[] shape = extents(source, in, magic[3]);
        int size = Grid.size(source, shape);
        ByteBuffer buffer = Npy.bytes(source, in, size, width(magic[2]));
        var values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = switch (magic[2]) {
                case 0x08 -> buffer.get() & 0xff;
                case 0x09 -> buffer.get();
                case 0x0b -> buffer.getShort();
                case 0x0c -> buffer.getInt();
                case 0x0d -> buffer.getFloat();
                default -> buffer.getDouble();
            };
        }
        var extents = new int[shape.length];
        for (int k = 0; k < extents.length; k++) {
            extents[k] = (int) shape[k];
        }
        return new Grid(source, extents, false, values);
    }
}
