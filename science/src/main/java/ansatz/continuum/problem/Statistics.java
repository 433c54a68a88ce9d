package ansatz.continuum.problem;

import ansatz.continuum.space.Particles;

/// How particles behave under exchange.
public enum Statistics {
    /// psi does not change.
    BOSONS,
    /// Spin 1/2: half of them up, one more for an odd number, the others down.
    FERMIONS,
    /// Fermions all with spin up.
    POLARIZED;

    /// So many particles.
    Particles of(int count) {
        return switch (this) {
            case BOSONS -> Particles.bosons(count);
            case FERMIONS -> Particles.spinHalf((count + 1) / 2, count / 2);
            case POLARIZED -> Particles.spinHalf(count, 0);
        };
    }
}
