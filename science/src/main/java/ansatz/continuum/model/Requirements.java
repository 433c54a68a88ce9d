package ansatz.continuum.model;

import ansatz.continuum.space.ParticleSystem;
import ansatz.continuum.space.Space;
import ansatz.continuum.space.Species;
import ansatz.schema.Problems;

/// What wave functions ask of a system.
final class Requirements {
    private Requirements() {}

    /// Reports a torus.
    static void open(ParticleSystem system, Problems problems) {
        if (system.space() instanceof Space.Torus) {
            problems.add("", "falls off far away, but space is a torus; it must be open");
        }
    }

    /// Reports particles that are no fermions.
    static void fermions(ParticleSystem system, Problems problems) {
        for (Species species : system.particles().species()) {
            if (!species.fermions()) {
                problems.add(
                        "",
                        "changes sign with an exchange, but the " + species.name()
                                + " are bosons; all particles must be fermions");
            }
        }
    }

    /// Reports a single particle.
    static void pairs(ParticleSystem system, Problems problems) {
        if (system.particles().count() < 2) {
            problems.add("", "is a function of pairs, but there is 1 particle; there must be at least 2");
        }
    }
}
