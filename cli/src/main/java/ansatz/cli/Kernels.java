package ansatz.cli;

/// The numerical kernels that run on this machine.
final class Kernels {
    private Kernels() {}

    static String describe() {
        return "default";
    }
}
