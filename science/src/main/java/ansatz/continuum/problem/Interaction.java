package ansatz.continuum.problem;

import ansatz.schema.Key;
import ansatz.schema.Name;

/// What particles in a trap do to each other besides exchange; in units of hbar = m = 1.
public sealed interface Interaction {
    /// Nothing.
    @Name(value = "none", summary = "Particles that do not interact", exact = "sums of levels of the oscillator")
    record None() implements Interaction {
        /// Without keys.
        public static final None DEFAULTS = new None();
    }

    /// 1/r_ij.
    @Name(value = "coulomb", summary = "Coulomb repulsion, strength / r_ij")
    record Coulomb(
            @Key(value = "strength of the repulsion", above = 0, max = 1e6)
            double strength) implements Interaction {
        /// Electrons in atomic units.
        public static final Coulomb DEFAULTS = new Coulomb(1);
    }

    /// g r_ij^2 / 2.
    @Name(
            value = "harmonic-pairs",
            summary = "Harmonic pair forces, strength r_ij^2 / 2",
            exact = "the centre of mass keeps the frequency w, all other modes have (w^2 + N strength)^(1/2)")
    record HarmonicPairs(
            @Key(value = "spring constant between two particles, negative for repulsion", min = -1e6, max = 1e6)
            double strength)
            implements Interaction {
        /// As strong as the trap of frequency 1.
        public static final HarmonicPairs DEFAULTS = new HarmonicPairs(1);
    }

    /// Infinite where r_ij < a.
    @Name(value = "hard-spheres", summary = "Hard spheres: no two centres are closer than the diameter")
    record HardSpheres(
            @Key(value = "diameter of the spheres", unit = "oscillator length at w = 1", above = 0, max = 1e3)
            double diameter)
            implements Interaction {
        /// Rubidium in a trap.
        public static final HardSpheres DEFAULTS = new HardSpheres(0.0043);
    }

    /// nu (nu - 1) / x_ij^2 on a line.
    @Name(
            value = "calogero-sutherland",
            summary = "Inverse squares on a line, nu (nu - 1) / x_ij^2",
            cite = "B. Sutherland, J. Math. Phys. 12, 246 (1971)",
            exact = "psi = prod |x_ij|^nu exp(-w sum x^2 / 2), E = w N (1 + nu (N - 1)) / 2")
    record CalogeroSutherland(
            @Key(value = "exponent nu of |x_ij| in psi", above = 1, max = 1e3)
            double nu) implements Interaction {
        /// The simplest exponent beyond free fermions.
        public static final CalogeroSutherland DEFAULTS = new CalogeroSutherland(2);
    }
}
