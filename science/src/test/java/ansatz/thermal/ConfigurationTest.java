package ansatz.thermal;

import static org.assertj.core.api.Assertions.assertThat;

import ansatz.lattice.Lattice;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigurationTest {
    static Stream<ClassicalModel> models() {
        return Stream.of(
                ClassicalIsing.on(Lattice.chain(5)),
                ClassicalIsing.on(Lattice.chain(100)),
                ClassicalIsing.on(Lattice.square(8, 8)),
                ClassicalIsing.on(Lattice.square(9, 3)),
                Potts.on(Lattice.square(64, 16), 3),
                Potts.on(Lattice.chain(41).open(), 127),
                Potts.on(Lattice.triangular(12, 10), 10));
    }

    @ParameterizedTest
    @MethodSource("models")
    void bondsWithEqualSpinsAreCountedAsOneByOne(ClassicalModel model) {
        var c = Configuration.of(model);
        var random = new SplittableRandom(1);
        for (int times = 0; times < 20; times++) {
            for (int i = 0; i < c.sites(); i++) {
                // few states beside each other and the two ends of their range
                int state = random.nextInt(3) == 0 ? model.states() - 1 : random.nextInt(Math.min(2, model.states()));
                c.states()[i] = (byte) state;
            }
            c.count();
            long equal = model.lattice().bonds().stream()
                    .filter(bond -> c.states()[bond.from()] == c.states()[bond.to()])
                    .count();
            assertThat(c.equalPairs()).isEqualTo(equal);
        }
    }
}
