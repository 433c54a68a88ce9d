package ansatz.study;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes arrays as a .npz archive: a zip file of .npy files, by the description of the format in NumPy's
/// `numpy.lib.format` (version 1.0). Read it with `numpy.load("parameters.npz")`.
final class Npz {
    /// The version of the archives, which stands in them as the array `schema`.
    static final int SCHEMA_VERSION = 1;

    // The header of a .npy file ends at a multiple of this many bytes.
    private static final int ALIGNMENT = 64;

    private Npz() {}

    /// The bytes of the archive; the same arrays give the same bytes.
    static byte[] encode(List<NamedArray> arrays) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            entry(zip, NamedArray.of("schema", new long[] {SCHEMA_VERSION}));
            for (NamedArray array : arrays) {
                entry(zip, array);
            }
        }
        return bytes.toByteArray();
    }

    private static void entry(ZipOutputStream zip, NamedArray array) throws IOException {
        ZipEntry entry = new ZipEntry(array.name() + ".npy");
        entry.setTimeLocal(
                LocalDateTime.of(1980, 1, 1, 0, 0)); // the first date a zip file knows: no clock in the bytes
        zip.putNextEntry(entry);
        zip.write(npy(array));
        zip.closeEntry();
    }

    private static byte[] npy(NamedArray array) {
        int[] shape = array.shape();
        // a tuple of one element keeps its comma
        String tuple = Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", "))
                + (shape.length == 1 ? "," : "");
        String type = switch (array.values()) {
            case double[] values -> "<f8";
            case long[] values -> "<i8";
            case byte[] values -> "|i1";
            default ->
                throw new IllegalStateException("an array of " + array.values().getClass());
        };
        String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + tuple + "), }";
        int prefix = 10; // magic number, version, length of the header
        int padded = (prefix + header.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT - prefix;
        ByteBuffer out = ByteBuffer.allocate(Math.addExact(prefix + padded, bytes(array.values())))
                .order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) 0);
        out.putShort((short) padded);
        out.put((header + " ".repeat(padded - header.length() - 1) + "\n").getBytes(StandardCharsets.US_ASCII));
        switch (array.values()) {
            case double[] values -> out.asDoubleBuffer().put(values);
            case long[] values -> out.asLongBuffer().put(values);
            case byte[] values -> out.put(values);
            default ->
                throw new IllegalStateException("an array of " + array.values().getClass());
        }
        return out.array();
    }

    private static int bytes(Object values) {
        return switch (values) {
            case double[] reals -> Math.multiplyExact(8, reals.length);
            case long[] wholes -> Math.multiplyExact(8, wholes.length);
            case byte[] small -> small.length;
            default -> throw new IllegalStateException("an array of " + values.getClass());
        };
    }
}
