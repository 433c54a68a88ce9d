package ansatz.engine.kernel;

import java.lang.System.Logger.Level;

/// The kernels over runs of doubles, chosen once for the process: by the Vector API where the module
/// `jdk.incubator.vector` is present and the processor has vectors of at least two doubles, else in plain Java.
/// Both give the same bits.
///
/// @param name `vector` or `scalar`
/// @param reason why these were chosen
/// @param lanes how many doubles one instruction takes
/// @param arithmetic sums, products, comparisons, copies
/// @param functions transcendental functions
/// @param reductions sums with a fixed tree of additions
/// @param jets values with derivatives and Laplacian
/// @param matrices one small matrix a lane
public record Kernels(
        String name,
        String reason,
        int lanes,
        Arithmetic arithmetic,
        Functions functions,
        Reductions reductions,
        Jets jets,
        LaneMatrices matrices) {

    /// The kernels of this process.
    public static Kernels best() {
        return Chosen.KERNELS;
    }

    /// The kernels in plain Java.
    public static Kernels scalar() {
        return scalar("asked for");
    }

    private static Kernels scalar(String reason) {
        return new Kernels(
                "scalar",
                reason,
                1,
                new ScalarArithmetic(),
                new ScalarFunctions(),
                new ScalarReductions(),
                new ScalarJets(),
                new ScalarLaneMatrices());
    }

    private static final class Chosen {
        static final Kernels KERNELS = choose();

        private static Kernels choose() {
            System.Logger log = System.getLogger("ansatz.engine.kernel");
            Kernels kernels;
            try {
                kernels = VectorKernels.create();
            } catch (NoClassDefFoundError absent) {
                kernels = scalar("module jdk.incubator.vector is absent: add --add-modules jdk.incubator.vector");
            }
            log.log(
                    kernels.lanes() > 1 ? Level.DEBUG : Level.INFO,
                    "kernels: " + kernels.name() + ", " + kernels.reason());
            return kernels;
        }
    }

    /// Apart, so that the Vector API is first touched here.
    private static final class VectorKernels {
        static Kernels create() {
            int lanes = jdk.incubator.vector.DoubleVector.SPECIES_PREFERRED.length();
            if (lanes < 2) {
                return scalar("the processor has no vectors of doubles");
            }
            return new Kernels(
                    "vector",
                    "Vector API with " + lanes + " lanes",
                    lanes,
                    new VectorArithmetic(),
                    new VectorFunctions(),
                    lanes < 4 ? new ScalarReductions() : new VectorReductions(),
                    new VectorJets(),
                    new VectorLaneMatrices());
        }
    }
}
