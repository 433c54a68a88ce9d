package ansatz.engine.kernel;

import java.lang.System.Logger.Level;

/// The kernels over runs of doubles, chosen once for the process: by the Vector API where the module
/// `jdk.incubator.vector` is there or can be loaded, else in plain Java. Both give the same bits. The former begin
/// in plain
/// Java, too, and go over to the Vector API where that has been compiled; see [Switch].
///
/// @param name `vector` or `scalar`
/// @param reason why these were chosen
/// @param arithmetic sums, products, comparisons, copies
/// @param functions transcendental functions
/// @param reductions sums with a fixed tree of additions
/// @param jets values with derivatives and Laplacian
/// @param matrices one small matrix a lane
public record Kernels(
        String name,
        String reason,
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

    /// How many doubles one instruction takes; 1 without the Vector API. Loads it.
    public static int lanes() {
        return VectorModule.load() ? VectorKernels.lanes() : 1;
    }

    /// The kernels by the Vector API from the first call on, or in plain Java where it is absent.
    static Kernels vector() {
        return VectorModule.load() ? VectorKernels.create() : scalar("no Vector API");
    }

    Panels panels() {
        return functions instanceof ScalarFunctions
                ? new ScalarPanels()
                : functions instanceof SwitchingFunctions ? new SwitchingPanels() : VectorKernels.panels();
    }

    private static Kernels scalar(String reason) {
        return new Kernels(
                "scalar",
                reason,
                new ScalarArithmetic(),
                new ScalarFunctions(),
                new ScalarReductions(),
                new ScalarJets(),
                new ScalarLaneMatrices());
    }

    private static final class Chosen {
        static final Kernels KERNELS = choose();

        private static Kernels choose() {
            if (VectorModule.present()) {
                return new Kernels(
                        "vector",
                        "the Vector API, once compiled",
                        new SwitchingArithmetic(),
                        new SwitchingFunctions(),
                        new SwitchingReductions(),
                        new SwitchingJets(),
                        new SwitchingLaneMatrices());
            }
            String reason = "module jdk.incubator.vector is absent: add --add-modules jdk.incubator.vector";
            System.getLogger("ansatz.engine.kernel").log(Level.INFO, "kernels: scalar, slower, " + reason);
            return scalar(reason);
        }
    }

    /// Apart, so that the Vector API is first touched here.
    private static final class VectorKernels {
        static int lanes() {
            return jdk.incubator.vector.DoubleVector.SPECIES_PREFERRED.length();
        }

        static Panels panels() {
            return new VectorPanels();
        }

        static Kernels create() {
            return new Kernels(
                    "vector",
                    "asked for",
                    new VectorArithmetic(),
                    new VectorFunctions(),
                    new VectorReductions(),
                    new VectorJets(),
                    new VectorLaneMatrices());
        }
    }
}
