package ansatz.data;

import ansatz.schema.InvalidInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the .npy format of NumPy, versions 1 to 3 (`numpy.lib.format`): booleans, whole numbers of 1 to 8 bytes
/// and
/// floating-point numbers of 2, 4 or 8, in either order of bytes and of indices.
final class Npy {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LONGEST_HEADER = 1 << 16;
    private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
    private static final Pattern ANY_TYPE = Pattern.compile("'descr'\\s*:\\s*(.{0,40})");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9L,\\s]*)\\)");
    private static final Pattern KNOWN = Pattern.compile("[<>|=](b1|[iu][1248]|f[248])");

    /// The largest whole number below which a double holds each.
    private static final long EXACT = 1L << 53;

    private Npy() {}

    /// Whether a file that begins with these bytes is an array of NumPy.
    static boolean begins(byte[] start) {
        return start.length >= MAGIC.length && Arrays.equals(Arrays.copyOf(start, MAGIC.length), MAGIC);
    }

    /// @param source what to call it in messages
    /// @throws InvalidInput if it is no array of numbers
    /// @throws IOException if the stream fails
    static Grid read(String source, InputStream in) throws IOException {
        byte[] prefix = in.readNBytes(8);
        if (prefix.length < 8 || !begins(prefix)) {
            throw new InvalidInput(source + ": is not an array of NumPy (.npy)");
        }
        int version = prefix[6];
        if (version < 1 || version > 3) {
            throw new InvalidInput(source + ": has the version " + version + " of .npy; legal are 1 to 3");
        }
        byte[] length = in.readNBytes(version == 1 ? 2 : 4);
        long bytes = 0;
        for (int k = length.length - 1; k >= 0; k--) {
            bytes = bytes << 8 | length[k] & 0xff;
        }
        byte[] text = bytes > LONGEST_HEADER ? new byte[0] : in.readNBytes((int) bytes);
        if (length.length < 2 || text.length < bytes) {
            throw new InvalidInput(source + ": ends within its header, or has one of more than 65536 bytes");
        }
        String header = new String(text, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", " ");
        Matcher type = TYPE.matcher(header);
        Matcher order = ORDER.matcher(header);
        Matcher shape = SHAPE.matcher(header);
        if (!type.find() || !KNOWN.matcher(type.group(1)).matches()) {
            Matcher any = ANY_TYPE.matcher(header);
            throw new InvalidInput(source + ": holds values of the type "
                    + (any.find() ? any.group(1).strip() : "that its header does not tell")
                    + "; legal are booleans, whole numbers and floating-point numbers of at most 8 bytes");
        }
        if (!order.find() || !shape.find()) {
            throw new InvalidInput(source + ": its header does not tell fortran_order and shape");
        }
        return numbers(
                source,
                in,
                type.group(1),
                extents(source, shape.group(1)),
                order.group(1).equals("True"));
    }

    private static long[] extents(String source, String tuple) {
        try {
            return Arrays.stream(tuple.split(",", -1))
                    .map(String::strip)
                    .filter(each -> !each.isEmpty())
                    .mapToLong(each -> Long.parseLong(each.endsWith("L") ? each.substring(0, each.length() - 1) : each))
                    .toArray();
        } catch (NumberFormatException e) {
            throw new InvalidInput(source + ": its header has the shape (" + tuple.strip() + ")");
        }
    }

    private static Grid numbers(String source, InputStream in, String type, long[] shape, boolean columnMajor)
            throws IOException {
        int size = Grid.size(source, shape);
        int width = type.charAt(2) - '0';
        ByteBuffer buffer = bytes(source, in, size, width);
        buffer.order(type.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        var values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = number(source, buffer, type.substring(1), i);
        }
        int[] extents = Arrays.stream(shape).mapToInt(Math::toIntExact).toArray();
        return new Grid(source, extents, columnMajor, values);
    }

    /// The bytes of `size` values, which end the stream.
    static ByteBuffer bytes(String source, InputStream in, int size, int width) throws IOException {
        long need = (long) size * width;
        if (need > Integer.MAX_VALUE - 8) {
            throw new InvalidInput(source + ": has " + need + " bytes of numbers; at most 2^31 are read from an array");
        }
        byte[] raw = in.readNBytes((int) need);
        if (raw.length < need) {
            throw new InvalidInput(
                    source + ": ends after " + raw.length + " of the " + need + " bytes that its shape needs");
        }
        if (in.read() >= 0) {
            throw new InvalidInput(source + ": has more than the " + need + " bytes that its shape needs");
        }
        return ByteBuffer.wrap(raw);
    }

    private static double number(String source, ByteBuffer buffer, String type, int i) {
        return switch (type) {
            case "f8" -> buffer.getDouble();
            case "f4" -> buffer.getFloat();
            case "f2" -> Float.float16ToFloat(buffer.getShort());
            case "b1", "u1" -> buffer.get() & 0xff;
            case "i1" -> buffer.get();
            case "u2" -> buffer.getShort() & 0xffff;
            case "i2" -> buffer.getShort();
            case "u4" -> buffer.getInt() & 0xffffffffL;
            case "i4" -> buffer.getInt();
            default -> {
                long whole = buffer.getLong();
                // an unsigned one above 2^63 is negative here, and refused with the others
                if (whole > EXACT || whole < (type.equals("u8") ? 0 : -EXACT)) {
                    throw new InvalidInput(source + ": its number " + (i + 1) + " is "
                            + (type.equals("u8") ? Long.toUnsignedString(whole) : Long.toString(whole))
                            + ", which a double does not hold; legal are whole numbers up to 2^53");
                }
                yield whole;
            }
        };
    }
}
