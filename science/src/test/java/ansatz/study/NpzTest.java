package ansatz.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

class NpzTest {
    @Test
    void an_array_is_written_as_numpy_describes_it() throws Exception {
        byte[] npz = Npz.encode(List.of(NamedArray.of("W", new double[] {1.5, -2, Math.PI, 0, 1, 2}, 2, 3)));
        try (var zip = new ZipInputStream(new ByteArrayInputStream(npz))) {
            assertThat(zip.getNextEntry().getName()).isEqualTo("schema.npy");
            assertThat(zip.getNextEntry().getName()).isEqualTo("W.npy");
            byte[] npy = zip.readAllBytes();
            var bytes = ByteBuffer.wrap(npy).order(ByteOrder.LITTLE_ENDIAN);
            assertThat(npy[0]).isEqualTo((byte) 0x93);
            assertThat(new String(npy, 1, 5, StandardCharsets.US_ASCII)).isEqualTo("NUMPY");
            assertThat(npy[6]).isEqualTo((byte) 1);
            int length = bytes.getShort(8);
            assertThat((10 + length) % 64).as("numpy aligns the data").isZero();
            assertThat(new String(npy, 10, length, StandardCharsets.US_ASCII))
                    .startsWith("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }")
                    .endsWith(" \n");
            assertThat(npy.length).isEqualTo(10 + length + 6 * 8);
            assertThat(bytes.getDouble(10 + length + 16)).isEqualTo(Math.PI);
        }
    }

    @Test
    void a_vector_has_a_tuple_of_one_and_a_scalar_an_empty_one() throws Exception {
        String npz = new String(decompress(Npz.encode(
                List.of(NamedArray.of("v", new byte[] {1, -1}, 2), NamedArray.of("s", new long[] {7})))));
        assertThat(npz).contains("'|i1'", "(2,)", "'<i8'", "'shape': ()");
    }

    @Test
    void the_same_arrays_give_the_same_bytes() throws Exception {
        var arrays = List.of(NamedArray.of("v", new double[100], 10, 10));
        assertThat(Npz.encode(arrays)).isEqualTo(Npz.encode(arrays));
    }

    @Test
    void a_shape_that_does_not_hold_the_values_is_refused() {
        assertThatThrownBy(() -> NamedArray.of("W", new double[5], 2, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("array W has 5 values, but its shape is [2, 3], which holds 6");
    }

    private static byte[] decompress(byte[] npz) throws Exception {
        var all = new java.io.ByteArrayOutputStream();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(npz))) {
            while (zip.getNextEntry() != null) {
                zip.transferTo(all);
            }
        }
        return all.toByteArray();
    }
}
