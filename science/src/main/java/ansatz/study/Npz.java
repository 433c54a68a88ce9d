package ansatz.study;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Writes and reads arrays as a .npz archive: a zip file of .npy files, by the description of the format in NumPy's
/// `numpy.lib.format` (version 1.0). Read it with `numpy.load("parameters.npz")`.
final class Npz {
    /// The version of the archives, which stands in them as the array `schema`.
    static final int SCHEMA_VERSION = 1;

    // The header of a .npy file ends at a multiple of this many bytes.
    private static final int ALIGNMENT = 64;

    /// The first bytes of a .npy file, before its version and the length of its header.
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    /// The bytes up to the header: magic number, version, length of the header.
    private static final int PREFIX = 10;

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

    /// An array of doubles of an archive; empty if it does not hold one of this name.
    ///
    /// @throws IOException if the archive cannot be read
    static Optional<double[]> doubles(Path archive, String name) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            ZipEntry entry = zip.getEntry(name + ".npy");
            if (entry == null) {
                return Optional.empty();
            }
            try (InputStream in = zip.getInputStream(entry)) {
                return Optional.of(decode(in.readAllBytes()));
            }
        }
    }

    /// The numbers of a .npy file of little-endian doubles.
    private static double[] decode(byte[] bytes) throws IOException {
        if (bytes.length < PREFIX || !Arrays.equals(Arrays.copyOf(bytes, MAGIC.length), MAGIC)) {
            throw new IOException("not an array of NumPy");
        }
        var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int header = Short.toUnsignedInt(buffer.getShort(PREFIX - 2));
        if (bytes.length < PREFIX + header
                || !new String(bytes, PREFIX, header, StandardCharsets.US_ASCII).contains("'<f8'")) {
            throw new IOException("not an array of doubles");
        }
        var values = new double[(bytes.length - PREFIX - header) / Double.BYTES];
        buffer.position(PREFIX + header).asDoubleBuffer().get(values);
        return values;
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
        int padded = (PREFIX + header.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT - PREFIX;
        ByteBuffer out = ByteBuffer.allocate(Math.addExact(PREFIX + padded, bytes(array.values())))
                .order(ByteOrder.LITTLE_ENDIAN);
        out.put(MAGIC).put((byte) 1).put((byte) 0);
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
