package ansatz.continuum.space;

import java.util.List;

/// What a wave function may know of a system: where its particles move, which they are, where psi has cusps.
///
/// @param scale a length over which psi changes, to start from: the oscillator length, the mean distance of
/// neighbours; in the
/// unit of length of the problem, as all lengths here
/// @param cusps where potentials are singular
public record ParticleSystem(Space space, Particles particles, double scale, Cusps cusps) {
    /// A charge that does not move.
    ///
    /// @param position of as many coordinates as space has
    /// @param slope d log psi / dr at r = 0, such as -Z in atomic units (T. Kato, Commun. Pure Appl. Math. 10, 151
    /// (1957))
    public record Centre(List<Double> position, double slope) {
        public Centre {
            position = List.copyOf(position);
        }
    }

    /// Slopes of log psi where particles meet.
    ///
    /// @param alike d log psi / dr at r = 0 for two particles of one species beyond the node that fermions have
    /// there, 0 if the
    /// potential is regular: 1/4 for electrons in three dimensions, 1/3 in two, in atomic units
    /// @param different the same for two particles of different species: 1/2 for electrons in three dimensions, 1
    /// in two
    /// @param centres fixed charges
    public record Cusps(double alike, double different, List<Centre> centres) {
        /// No cusps.
        public static final Cusps NONE = new Cusps(0, 0, List.of());

        public Cusps {
            centres = List.copyOf(centres);
        }
    }

    /// The number of coordinates of a configuration.
    public int coordinates() {
        return particles.count() * space.dimension();
    }
}
