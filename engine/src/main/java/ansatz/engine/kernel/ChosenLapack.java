package ansatz.engine.kernel;

import java.lang.System.Logger.Level;
import java.util.Optional;

/// The factorisations of this process. Apart from [ChosenBlas], because preparing these calls takes time that a
/// program without factorisations need not spend.
// double only: factorisations need the digits
final class ChosenLapack {
    static final Optional<Lapack> LAPACK = prepare();

    private ChosenLapack() {}

    private static Optional<Lapack> prepare() {
        if (ChosenBlas.LIBRARY == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new OpenBlasLapack());
        } catch (RuntimeException | LinkageError failure) {
            System.getLogger("ansatz.engine.kernel")
                    .log(Level.INFO, "factorisations in Java, slower: the library has no LAPACK", failure);
            return Optional.empty();
        }
    }
}
