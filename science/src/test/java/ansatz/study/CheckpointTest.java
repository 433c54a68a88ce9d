package ansatz.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CheckpointTest {
    private static Checkpoint example() {
        State state = new State()
                .put("step", 41L)
                .put("x", Double.longBitsToDouble(0x7ff8000000000123L)) // a NaN with a payload keeps its bits
                .put("theta", new double[] {-0.0, Double.MIN_VALUE, 1e300})
                .put("counter", new long[] {Long.MIN_VALUE, -1})
                .put("spins", new byte[] {1, -1, 1})
                .put("empty", new double[0])
                .put("optimizer", new State().put("m", new double[] {3}));
        return new Checkpoint(new byte[32], 1234, 5.5, "optimise", 41, state);
    }

    @Test
    void what_is_saved_comes_back_bit_for_bit() throws Exception {
        Checkpoint back = Checkpoint.decode(example().encode());
        assertThat(back.encode()).isEqualTo(example().encode());
        assertThat(back.state().whole("step")).isEqualTo(41);
        assertThat(Double.doubleToRawLongBits(back.state().real("x"))).isEqualTo(0x7ff8000000000123L);
        assertThat(back.state().doubles("theta", 3)).containsExactly(-0.0, Double.MIN_VALUE, 1e300);
        assertThat(back.state().part("optimizer").doubles("m", 1)).containsExactly(3);
        assertThat(back.metrics()).isEqualTo(1234);
        assertThat(back.phase()).isEqualTo("optimise");
    }

    @Test
    void a_checkpoint_cut_short_anywhere_is_recognised() throws Exception {
        byte[] bytes = example().encode();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> Checkpoint.decode(cut)).isInstanceOf(Checkpoint.Damaged.class);
        }
    }

    @Test
    void a_flipped_bit_anywhere_is_recognised() throws Exception {
        byte[] bytes = example().encode();
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> Checkpoint.decode(flipped)).isInstanceOf(Checkpoint.Damaged.class);
        }
    }

    @Test
    void a_newer_version_is_told_from_damage() throws Exception {
        byte[] bytes = example().encode();
        ByteBuffer.wrap(bytes).putInt(8, 2);
        byte[] digest = Checkpoint.digest(bytes, bytes.length - 32);
        System.arraycopy(digest, 0, bytes, bytes.length - 32, 32);
        assertThatThrownBy(() -> Checkpoint.decode(bytes))
                .isInstanceOf(Checkpoint.Newer.class)
                .hasMessage("has schema version 2, but this version of Ansatz reads up to 1");
    }

    @Test
    void a_state_tells_what_it_lacks() {
        State state = example().state();
        assertThatThrownBy(() -> state.real("beta"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the saved state has no entry beta; it has [step, x, theta");
        assertThatThrownBy(() -> state.doubles("theta", 4))
                .hasMessage("the saved theta has 3 values; this study needs 4");
        assertThatThrownBy(() -> state.longs("theta", 3)).hasMessageContaining("double[]");
        assertThatThrownBy(() -> state.put("theta", 1L)).hasMessage("the state has an entry theta already");
    }
}
