package ansatz.study;

import java.io.IOException;
import java.io.Serial;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;

/// Everything that a run needs to go on where it was saved, and its form in bytes.
///
/// The form is big-endian: the magic number, the schema version, the digest of the study, the counters, the entries
/// of the state, and the SHA-256 of all bytes before it. The checksum stands last in every version, so that a
/// damaged file is told from a newer one.
///
/// @param study the SHA-256 of the resolved study.toml
/// @param metrics how many bytes of metrics.jsonl belong to the steps made so far
/// @param seconds the time that the run has taken so far
/// @param phase the phase of the last step, empty before the first
/// @param step the last step made, 0 before the first
/// @param state the state of the computation
record Checkpoint(byte[] study, long metrics, double seconds, String phase, long step, State state) {
    /// The version of the checkpoints that are written; older ones are read too.
    static final int SCHEMA_VERSION = 1;

    private static final byte[] MAGIC = "ANSATZ\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGEST = 32;

    /// A file that is not a whole checkpoint: cut short, changed, or something else.
    static final class Damaged extends Exception {
        @Serial
        private static final long serialVersionUID = 1L;

        Damaged(String message) {
            super(message);
        }
    }

    /// A checkpoint of a newer version of Ansatz.
    static final class Newer extends Exception {
        @Serial
        private static final long serialVersionUID = 1L;

        Newer(int version) {
            super("has schema version " + version + ", but this version of Ansatz reads up to " + SCHEMA_VERSION);
        }
    }

    /// The SHA-256 of some bytes.
    static byte[] digest(byte[] bytes, int length) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(bytes, 0, length);
            return sha.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// The bytes of the file.
    ///
    /// @throws IOException if they are more than an array can hold
    byte[] encode() throws IOException {
        byte[] phaseBytes = phase.getBytes(StandardCharsets.UTF_8);
        long size = MAGIC.length + 4 + DIGEST + 8 + 8 + 4 + phaseBytes.length + 8 + 4 + DIGEST;
        for (Map.Entry<String, Object> entry : state.entries().entrySet()) {
            size += 4 + entry.getKey().getBytes(StandardCharsets.UTF_8).length + 1 + 4 + bytes(entry.getValue());
        }
        if (size > Integer.MAX_VALUE - 8) {
            throw new IOException("the state has " + size + " bytes; a checkpoint can hold 2 GB");
        }
        ByteBuffer out = ByteBuffer.allocate((int) size);
        out.put(MAGIC).putInt(SCHEMA_VERSION).put(study).putLong(metrics).putDouble(seconds);
        putText(out, phaseBytes);
        out.putLong(step).putInt(state.entries().size());
        state.entries().forEach((name, value) -> {
            putText(out, name.getBytes(StandardCharsets.UTF_8));
            switch (value) {
                case double[] values -> {
                    out.put((byte) 'd').putInt(values.length).asDoubleBuffer().put(values);
                    out.position(out.position() + 8 * values.length);
                }
                case long[] values -> {
                    out.put((byte) 'l').putInt(values.length).asLongBuffer().put(values);
                    out.position(out.position() + 8 * values.length);
                }
                case byte[] values -> out.put((byte) 'b').putInt(values.length).put(values);
                default -> throw new IllegalStateException("a state holds a " + value.getClass());
            }
        });
        out.put(digest(out.array(), out.position()));
        return out.array();
    }

    /// Reads the bytes of a file.
    static Checkpoint decode(byte[] bytes) throws Damaged, Newer {
        int body = bytes.length - DIGEST;
        if (body < MAGIC.length + 4 || !Arrays.equals(MAGIC, 0, MAGIC.length, bytes, 0, MAGIC.length)) {
            throw new Damaged("it is not a checkpoint or was cut short");
        }
        if (!MessageDigest.isEqual(digest(bytes, body), Arrays.copyOfRange(bytes, body, bytes.length))) {
            throw new Damaged("its checksum does not match: it was cut short or changed");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes, 0, body);
        in.position(MAGIC.length);
        int version = in.getInt();
        if (version > SCHEMA_VERSION) {
            throw new Newer(version);
        }
        try {
            byte[] study = new byte[DIGEST];
            in.get(study);
            long metrics = in.getLong();
            double seconds = in.getDouble();
            String phase = text(in);
            long step = in.getLong();
            int count = in.getInt();
            State state = new State();
            for (int i = 0; i < count; i++) {
                entry(in, state);
            }
            return new Checkpoint(study, metrics, seconds, phase, step, state);
        } catch (BufferUnderflowException | IllegalArgumentException | NegativeArraySizeException e) {
            throw new Damaged("its checksum matches, but its entries do not: it was written by a faulty version");
        }
    }

    private static void entry(ByteBuffer in, State state) {
        String name = text(in);
        byte kind = in.get();
        int length = in.getInt();
        switch (kind) {
            case 'd' -> {
                double[] values = new double[length];
                in.asDoubleBuffer().get(values);
                in.position(in.position() + 8 * length);
                state.put(name, values);
            }
            case 'l' -> {
                long[] values = new long[length];
                in.asLongBuffer().get(values);
                in.position(in.position() + 8 * length);
                state.put(name, values);
            }
            case 'b' -> {
                byte[] values = new byte[length];
                in.get(values);
                state.put(name, values);
            }
            default -> throw new IllegalArgumentException("an entry of the kind " + kind);
        }
    }

    private static void putText(ByteBuffer out, byte[] text) {
        out.putInt(text.length).put(text);
    }

    private static String text(ByteBuffer in) {
        byte[] text = new byte[in.getInt()];
        in.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private static long bytes(Object value) {
        return switch (value) {
            case double[] values -> 8L * values.length;
            case long[] values -> 8L * values.length;
            case byte[] values -> values.length;
            default -> throw new IllegalStateException("a state holds a " + value.getClass());
        };
    }
}
