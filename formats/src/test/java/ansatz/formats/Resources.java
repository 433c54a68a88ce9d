package ansatz.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import ansatz.data.FileFormat;
import ansatz.engine.random.RandomStream;
import ansatz.schema.InvalidInput;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// The files beside the tests, and what damage may do to them.
final class Resources {
    private Resources() {}

    static Path of(String name) {
        try {
            return Path.of(Resources.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    static void refused(ThrowingCallable reading, String message) {
        assertThatThrownBy(reading)
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
    }

    /// Cuts a file short, or hits a few of its bytes, many times over, and more often near its ends, where the
    /// structure is: each is a table or one line, and none takes for ever.
    ///
    /// @return how many were refused
    static int damaged(FileFormat format, Path good, Path bad, int trials) throws Exception {
        byte[] bytes = Files.readAllBytes(good);
        var random = RandomStream.of(1, 0, 0, 0);
        int refused = 0;
        for (int trial = 0; trial < trials; trial++) {
            byte[] hit = random.nextInt(6) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes.clone();
            for (int k = 0; k < 3 && hit.length > 0; k++) {
                int end = Math.min(hit.length, 400);
                int at = switch (random.nextInt(3)) {
                    case 0 -> random.nextInt(end);
                    case 1 -> hit.length - 1 - random.nextInt(end);
                    default -> random.nextInt(hit.length);
                };
                hit[at] = random.nextInt(4) == 0 ? (byte) 0xff : (byte) random.nextInt(256);
            }
            Files.write(bad, hit);
            Throwable thrown = catchThrowable(() -> CompletableFuture.runAsync(() -> {
                        format.values(bad);
                        format.read(bad, List.of());
                    })
                    .get(20, TimeUnit.SECONDS));
            if (thrown != null) {
                assertThat(thrown.getCause()).as(good + ", trial " + trial).isInstanceOf(InvalidInput.class);
                assertThat(thrown.getCause().getMessage())
                        .startsWith(bad.toString())
                        .hasSizeLessThan(400 + bad.toString().length());
                assertThat(thrown.getCause().getMessage().lines()).hasSize(1);
                refused++;
            }
        }
        return refused;
    }
}
