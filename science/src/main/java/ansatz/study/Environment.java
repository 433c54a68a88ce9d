package ansatz.study;

import ansatz.data.Dataset;
import ansatz.data.Source;
import ansatz.engine.kernel.Blas;
import ansatz.engine.kernel.Kernels;
import ansatz.engine.parallel.Team;

/// What a computation gets from the machine. The number of threads may change how long a computation takes, never
/// its bits.
///
/// @param threads how many threads may work at the same time, at least 1
/// @param kernels the numerical kernels in use, for environment.json; bits are promised for one processor and one
/// set of kernels
public record Environment(int threads, String kernels) {
    public Environment {
        if (threads < 1) {
            throw new IllegalArgumentException("threads is " + threads + "; it must be at least 1");
        }
    }

    /// So many threads, with the kernels that this process uses.
    public Environment(int threads) {
        this(threads, kernelsInUse());
    }

    /// The data of a source, read on all these threads.
    Dataset read(Source source, long seed) {
        try (Team team = Team.of(threads)) {
            return source.read(seed, team);
        }
    }

    /// The kernels over runs of numbers and the matrix products of this process, such as
    /// "vector, Vector API with 4 lanes; OpenBLAS (Zen)".
    public static String kernelsInUse() {
        Kernels kernels = Kernels.best();
        return kernels.name() + ", " + kernels.reason() + "; " + Blas.best().name();
    }

    /// As many threads as the JVM may use processors.
    public static Environment here() {
        return new Environment(Runtime.getRuntime().availableProcessors());
    }
}
