package ansatz.continuum.model;

import ansatz.continuum.space.ParticleSystem;
import ansatz.continuum.space.Species;
import ansatz.schema.Problems;
import java.util.List;

/// The numbers of orbitals that a system of fermions fills.
final class Occupied {
    private Occupied() {}

    /// The number of particles of the largest species.
    static int most(ParticleSystem system) {
        return system.particles().species().stream()
                .mapToInt(Species::count)
                .max()
                .orElse(0);
    }

    /// The numbers of particles of the species, each once.
    static List<Integer> distinct(ParticleSystem system) {
        return system.particles().species().stream()
                .map(Species::count)
                .distinct()
                .toList();
    }

    /// Checks orbitals that stand in the key `orbitals`.
    ///
    /// @param virtual how many above those occupied are asked for
    static void check(Orbitals orbitals, int virtual, ParticleSystem system, Problems problems) {
        for (int n : distinct(system)) {
            orbitals.check(n + virtual, system, within("orbitals", problems));
        }
    }

    /// Problems of a table that stands in this one.
    static Problems within(String key, Problems problems) {
        return (inner, text) -> problems.add(inner.isEmpty() ? key : key + "." + inner, text);
    }
}
