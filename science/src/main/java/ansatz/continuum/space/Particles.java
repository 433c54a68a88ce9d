package ansatz.continuum.space;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// All particles of a system: one species after another, in the order of the rows of a configuration
/// `x[particle][axis]`.
public record Particles(List<Species> species) {
    public Particles {
        species = List.copyOf(species);
        if (species.isEmpty()) {
            throw new IllegalArgumentException("a system has at least one species of particles");
        }
        var names = new HashSet<String>();
        for (var each : species) {
            if (!names.add(each.name())) {
                throw new IllegalArgumentException("two species are named \"" + each.name()
                        + "\"; identical particles are one species, with their number");
            }
        }
    }

    /// Identical bosons.
    public static Particles bosons(int count) {
        return new Particles(List.of(new Species("bosons", count, false)));
    }

    /// Fermions of spin 1/2 with a fixed z component: those with spin up, then those with spin down.
    ///
    /// @throws IllegalArgumentException if a number is negative, or both are 0
    public static Particles spinHalf(int up, int down) {
        if (up < 0 || down < 0) {
            throw new IllegalArgumentException(
                    "numbers of particles are not negative: " + up + " up, " + down + " down");
        }
        var species = new ArrayList<Species>();
        if (up > 0) {
            species.add(new Species("up", up, true));
        }
        if (down > 0) {
            species.add(new Species("down", down, true));
        }
        return new Particles(species);
    }

    /// How many there are.
    public int count() {
        return species.stream().mapToInt(Species::count).sum();
    }

    /// The number of the first particle of a species.
    public int first(int number) {
        return species.subList(0, number).stream().mapToInt(Species::count).sum();
    }

    /// The number of the species of a particle.
    public int speciesOf(int particle) {
        int number = 0;
        for (int left = particle; left >= species.get(number).count(); number++) {
            left -= species.get(number).count();
        }
        return number;
    }
}
