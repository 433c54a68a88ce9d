package ansatz.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ansatz.schema.InvalidInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Images by a client that stands in for those of the registries: no test touches the network.
class FetchingTest {
    /// Of no file.
    private static final String DIGEST = "0".repeat(64);

    @TempDir
    private Path folder;

    private final List<List<String>> commands = new ArrayList<>();

    private static ImageSet set(String digest) {
        return new ImageSet(
                "small",
                List.of("client", "get"),
                List.of("unpack", "*.pack"),
                "inside",
                Map.of("train-images-idx3-ubyte", digest),
                "example.org");
    }

    /// "get" writes a package, "unpack" the file in it.
    private int run(List<String> command, Path work) throws IOException {
        commands.add(command);
        if (command.getFirst().equals("client")) {
            Files.writeString(work.resolve("small-1.pack"), "packed");
        } else {
            Files.createDirectories(work.resolve("inside"));
            Files.writeString(work.resolve("inside/train-images-idx3-ubyte"), "images");
        }
        return 0;
    }

    private String digest() throws IOException {
        return Fetching.digest(Files.writeString(folder.resolve("one"), "images"));
    }

    @Test
    void aPackageIsUnpackedAndItsFilesAreTaken() throws IOException {
        Path to = folder.resolve("data/small");
        var fetching = new Fetching(set(digest()), to, this::run);
        assertThat(fetching.fetch()).isTrue();
        assertThat(to.resolve("train-images-idx3-ubyte")).hasContent("images");
        assertThat(commands).containsExactly(List.of("client", "get"), List.of("unpack", "small-1.pack"));
        assertThat(fetching.fetch()).as("it is there").isFalse();
        assertThat(commands).hasSize(2);
    }

    @Test
    void aFileWithAnotherDigestIsNotTaken() {
        Path to = folder.resolve("small");
        assertThatThrownBy(() -> new Fetching(set(DIGEST), to, this::run).fetch())
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith("small: the package has another train-images-idx3-ubyte (SHA-256 ")
                .hasMessageEndingWith("into " + to + " by hand");
        assertThat(to.resolve("train-images-idx3-ubyte")).doesNotExist();
    }

    @Test
    void withoutTheClientOneLineSaysWhereToPutTheFiles() {
        Path to = folder.resolve("small");
        assertThatThrownBy(() -> new Fetching(set(DIGEST), to, (command, work) -> {
                            throw new IOException("no such program");
                        })
                        .fetch())
                .isInstanceOf(InvalidInput.class)
                .hasMessage("small: client, which carries them, is not installed; put train-images-idx3-ubyte"
                        + " (example.org) into " + to + " by hand");
        assertThatThrownBy(() -> new Fetching(set(DIGEST), to, (command, work) -> 100).fetch())
                .hasMessageStartingWith("small: client get failed with status 100; put ");
    }

    @Test
    void anUnknownNameIsToldWithTheNearest() {
        CommandLineCase call = CommandLineCase.of("data", "fetch", "fashion-minst");
        assertThat(call.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(call.err()).contains("did you mean \"fashion-mnist\"?").hasLineCount(1);
    }
}
