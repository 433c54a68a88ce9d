package ansatz.continuum.problem;

import ansatz.schema.Reference;
import java.util.Map;
import java.util.Optional;

/// Published energies of hard spheres of the diameter 0.0043 in an elliptical trap with w_z = 8^(1/2) w.
final class Rubidium {
    private record Energy(double value, double error) {}

    private static final Map<Integer, Energy> ENERGIES = Map.of(
            10, new Energy(24.3986, 0.0003), 50, new Energy(127.2852, 0.0077), 100, new Energy(266.2904, 0.0297));

    private static final double ROUNDING = 1e-4;

    private Rubidium() {}

    static Optional<Reference> published(Trap trap, Interaction.HardSpheres spheres) {
        var w = trap.frequencies();
        boolean same = trap.dimension() == 3
                && w.size() == 3
                && w.get(0) == 1
                && w.get(1) == 1
                && Math.abs(w.get(2) - Math.sqrt(8)) < ROUNDING
                && spheres.diameter() == 0.0043;
        return same
                ? Optional.ofNullable(ENERGIES.get(trap.particles()))
                        .map(
                                e -> Reference.published(
                                        e.value,
                                        e.error,
                                        "variational Monte Carlo of a Gaussian with pair factors 1 - a/r, as in J. L. DuBois and H. R. Glyde, Phys. Rev. A 63, 023602 (2001)"))
                : Optional.empty();
    }
}
