package ansatz.engine.kernel;

import java.lang.System.Logger.Level;

/// The matrix products of this process, chosen when they are first asked for.
final class ChosenBlas {
    static final Blas BLAS;

    /// True if the native library serves.
    static final boolean FOUND;

    private ChosenBlas() {}

    static {
        System.Logger log = System.getLogger("ansatz.engine.kernel");
        Blas blas;
        boolean found = false;
        try {
            OpenBlas library = new OpenBlas();
            blas = new SizedBlas(library, new JavaBlas(Kernels.best(), "small shapes"));
            found = true;
            log.log(Level.DEBUG, "matrix products: " + blas.name());
        } catch (RuntimeException | LinkageError failure) {
            Throwable reason = failure.getCause() == null ? failure : failure.getCause();
            blas = new JavaBlas(Kernels.best(), "no OpenBLAS: " + reason.getMessage());
            log.log(Level.INFO, "matrix products in Java, slower: no OpenBLAS (" + reason.getMessage() + ")");
        }
        FOUND = found;
        BLAS = blas;
    }
}
