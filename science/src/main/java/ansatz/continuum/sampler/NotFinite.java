package ansatz.continuum.sampler;

import ansatz.continuum.space.ParticleSystem;
import java.io.Serial;
import java.util.Locale;

/// A wave function or a potential is not a finite number at a configuration.
public final class NotFinite extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /// More positions would not fit into one line.
    private static final int SHOWN = 4;

    private final String reason;

    private NotFinite(String reason) {
        super(reason);
        this.reason = reason;
    }

    /// What was found.
    public String reason() {
        return reason;
    }

    /// The exception that names a walker and where its particles are.
    ///
    /// @param what such as "log |psi|"
    /// @param walker its number among all walkers
    /// @param positions holds those of its particles, `[particle][axis]`
    /// @param from where they begin
    public static NotFinite of(
            String what, double value, int walker, double[] positions, int from, ParticleSystem system) {
        var text = new StringBuilder(what)
                .append(" is ")
                .append(value)
                .append(" for walker ")
                .append(walker)
                .append(" at the positions");
        int d = system.space().dimension();
        int n = system.particles().count();
        for (int i = 0; i < Math.min(n, SHOWN); i++) {
            text.append(i == 0 ? " (" : ", (");
            for (int a = 0; a < d; a++) {
                text.append(a == 0 ? "" : " ").append(String.format(Locale.ROOT, "%.5g", positions[from + i * d + a]));
            }
            text.append(')');
        }
        return new NotFinite(text + (n > SHOWN ? " and " + (n - SHOWN) + " more" : ""));
    }
}
