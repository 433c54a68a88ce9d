package ansatz.continuum.problem;

import ansatz.continuum.space.ParticleSystem.Cusps;
import java.util.List;

/// What the Coulomb repulsion of electrons makes of psi where they meet.
final class Coulomb {
    private Coulomb() {}

    /// d log psi / dr = q/(d - 1) for particles of different spin and q/(d + 1) beyond the node for those of one
    /// spin, with the repulsion q/r, hbar = m = 1 and d the dimension (T. Kato, Commun. Pure Appl. Math. 10, 151
    /// (1957)).
    static Cusps cusps(int dimension, double strength) {
        return dimension < 2
                ? Cusps.NONE
                : new Cusps(strength / (dimension + 1), strength / (dimension - 1), List.of());
    }
}
