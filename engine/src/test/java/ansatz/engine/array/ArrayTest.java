package ansatz.engine.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ArrayTest {
    @Test
    void elementsLieInRowMajorOrder() {
        Array a = Array.of(new double[][] {{1, 2, 3}, {4, 5, 6}});
        assertThat(a.get(1, 0)).isEqualTo(4);
        assertThat(a.row(1)).isEqualTo(Array.of(4, 5, 6));
        assertThat(a.reshape(3, 2).get(1, 1)).isEqualTo(4);
        assertThat(a).hasToString("Array[2,3] {1.0, 2.0, 3.0, 4.0, 5.0, 6.0}");
        assertThat(Array.zeros(2, 2).values()).containsOnly(0);
        assertThat(Array.scalar(3).get()).isEqualTo(3);
    }

    @Test
    void wrongSizesAndIndicesAreRefused() {
        Array a = Array.of(1, 2, 3);
        assertThatThrownBy(() -> a.reshape(2, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[2,2]")
                .hasMessageContaining("3");
        assertThatThrownBy(() -> a.get(0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> a.get(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Array.of(new double[][] {{1}, {1, 2}})).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Shape.of(1 << 16, 1 << 16)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Shape.of(2, -1)).isInstanceOf(IllegalArgumentException.class);
    }
}
