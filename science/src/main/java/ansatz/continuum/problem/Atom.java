package ansatz.continuum.problem;

import ansatz.continuum.space.ParticleSystem;
import ansatz.continuum.space.ParticleSystem.Centre;
import ansatz.continuum.space.ParticleSystem.Cusps;
import ansatz.continuum.space.Particles;
import ansatz.continuum.space.Space;
import ansatz.schema.Checked;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import ansatz.schema.Reference;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Electrons about a nucleus that does not move, non-relativistic, in atomic units:
/// H = sum_i (-lap_i/2 - Z/r_i) + sum_(i<j) 1/r_ij.
@Name(value = "atom", summary = "An atom or ion with a fixed point nucleus", exact = "one electron: -Z^2/2; helium")
public record Atom(
        @Key(value = "charge Z of the nucleus", min = 1, max = 100)
        int charge,

        @Key(value = "number of electrons, the odd one with spin up", min = 1, max = 100)
        int electrons)
        implements ParticleProblem, Checked {

    /// Helium.
    public static final Atom DEFAULTS = new Atom(2, 2);

    @Override
    public void check(Problems problems) {
        if (electrons > charge + 1) {
            problems.add(
                    "electrons",
                    "is " + electrons + ", more than a charge of " + charge + " binds; it must be at most "
                            + (charge + 1));
        }
    }

    @Override
    public ParticleSystem system() {
        return new ParticleSystem(
                new Space.Open(3),
                Particles.spinHalf((electrons + 1) / 2, electrons / 2),
                1,
                new Cusps(0.25, 0.5, List.of(new Centre(List.of(0.0, 0.0, 0.0), -charge))));
    }

    @Override
    public Hamiltonian hamiltonian() {
        var h = Hamiltonian.kinetic(0.5)
                .plus(
                        "nucleus",
                        new OneBody(x -> x.square().sum(-1).sqrt().reciprocal().times(-charge)));
        return electrons == 1 ? h : h.plus("coulomb", new PairPotential(r -> r.reciprocal()));
    }

    @Override
    public String lengthUnit() {
        return "bohr";
    }

    @Override
    public String unit() {
        return "Ha";
    }

    @Override
    public Optional<Reference> reference() {
        if (electrons == 1) {
            return Optional.of(Reference.exact(-0.5 * charge * charge, "the Schroedinger equation of one electron"));
        }
        if (charge == 2 && electrons == 2) {
            return Optional.of(Reference.exact(-2.903724377, "C. L. Pekeris, Phys. Rev. 115, 1216 (1959)"));
        }
        if (charge == 3 && electrons == 3) {
            return Optional.of(Reference.published(
                    -7.478060,
                    1e-6,
                    "Hylleraas coordinates, Z.-C. Yan and G. W. F. Drake, Phys. Rev. A 52, 3711 (1995)"));
        }
        if (charge == 4 && electrons == 4) {
            return Optional.of(Reference.published(
                    -14.667356,
                    1e-6,
                    "correlated Gaussians, K. Pachucki and J. Komasa, Phys. Rev. Lett. 92, 213001 (2004)"));
        }
        return Optional.empty();
    }

    @Override
    public Map<String, Double> degrees() {
        return Map.of("nucleus", -1.0, "coulomb", -1.0);
    }
}
