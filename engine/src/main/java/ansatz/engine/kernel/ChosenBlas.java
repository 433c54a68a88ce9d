package ansatz.engine.kernel;

import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/// The matrix products of this process, chosen when they are first asked for.
final class ChosenBlas {
    static final Blas BLAS;

    /// The native library, if it serves.
    static final @Nullable Blas LIBRARY;

    private ChosenBlas() {}

    static {
        System.Logger log = System.getLogger("ansatz.engine.kernel");
        Blas blas;
        Blas found = null;
        try {
            OpenBlas library = new OpenBlas();
            blas = new SizedBlas(library, new JavaBlas(Kernels.best(), "small shapes"));
            found = library;
            log.log(Level.DEBUG, "matrix products: " + blas.name());
        } catch (RuntimeException | LinkageError failure) {
            Throwable reason = failure.getCause() == null ? failure : failure.getCause();
            blas = new JavaBlas(Kernels.best(), "no OpenBLAS: " + reason.getMessage());
            log.log(Level.INFO, "matrix products in Java, slower: no OpenBLAS (" + reason.getMessage() + ")");
        }
        LIBRARY = found;
        BLAS = blas;
    }
}
