package ansatz.continuum.problem;

import ansatz.continuum.space.ParticleSystem;
import ansatz.continuum.space.ParticleSystem.Cusps;
import ansatz.continuum.space.Particles;
import ansatz.continuum.space.Space;
import ansatz.schema.Checked;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import ansatz.schema.Reference;
import java.util.LinkedHashMap;
import java.util.Map;

/// The Fermi gas at unitarity on a torus: atoms up and down attract each other with
/// v(r) = -2 (hbar^2/m) mu^2/cosh^2(mu r), whose scattering length is infinite and whose effective range is
/// r_e = 2/mu; equal spins do not interact. At energy zero two atoms have psi = tanh(mu r)/r.
///
/// Lengths are in 1/k_F, k_F = (3 pi^2 n)^(1/3). The energy of one atom without interactions, in the same box,
/// is the unit, so that the energy of one particle is E/E_free.
@Name(
        value = "unitary-gas",
        summary = "The Fermi gas at unitarity, periodic, with a potential of finite effective range",
        cite = "X. Li, J. Kolorenc and L. Mitas, Phys. Rev. A 84, 023615 (2011)")
public record UnitaryGas(
        @Key(value = "number of atoms, half of them up; they close shells of plane waves", min = 14, max = 200)
        int particles,

        @Key(value = "effective range r_e of the attraction", unit = "1/k_F", above = 0.001, max = 2)
        double effectiveRange)
        implements ParticleProblem, Checked {

    /// Fourteen atoms with an attraction much shorter than their distance.
    public static final UnitaryGas DEFAULTS = new UnitaryGas(14, 0.4);

    /// E/E_free without range, and its error, by the number of atoms.
    private static final Map<Integer, double[]> ZERO_RANGE =
            Map.of(14, new double[] {0.407, 0.002}, 38, new double[] {0.409, 0.003}, 66, new double[] {0.398, 0.003});

    @Override
    public void check(Problems problems) {
        FermiSea.check(particles, problems);
    }

    /// L k_F = (3 pi^2 N)^(1/3).
    private double length() {
        return Math.cbrt(3 * Math.PI * Math.PI * particles);
    }

    /// hbar^2/2m in E_free/N and 1/k_F.
    private double halfInverseMass() {
        return particles / (2 * FermiSea.of(particles / 2).squares(length()));
    }

    @Override
    public ParticleSystem system() {
        // the radius of a sphere that holds one atom
        double scale = Math.cbrt(9 * Math.PI / 4);
        return new ParticleSystem(
                new Space.Torus(3, length()), Particles.spinHalf(particles / 2, particles / 2), scale, Cusps.NONE);
    }

    @Override
    public Hamiltonian hamiltonian() {
        double mu = 2 / effectiveRange;
        double depth = 4 * halfInverseMass() * mu * mu;
        // 1/cosh^2 = 1 - tanh^2
        var attraction =
                new PairPotential(r -> r.times(mu).tanh().square().minus(1).times(depth)).between("up", "down");
        return Hamiltonian.kinetic(halfInverseMass()).plus("attraction", attraction);
    }

    @Override
    public String lengthUnit() {
        return "1/k_F";
    }

    @Override
    public String unit() {
        return "E_free/N";
    }

    @Override
    public Map<String, Reference> comparisons() {
        var energies = new LinkedHashMap<String, Reference>();
        energies.put("free_gas_energy", Reference.exact(particles, "closed shells of plane waves, exact sums"));
        double[] ratio = ZERO_RANGE.get(particles);
        if (ratio != null) {
            energies.put(
                    "zero_range_energy",
                    Reference.published(
                            particles * ratio[0],
                            particles * ratio[1],
                            "fixed-node diffusion Monte Carlo, r_e -> 0, X. Li, J. Kolorenc and L. Mitas, Phys. Rev. A 84, 023615 (2011)"));
        }
        return energies;
    }
}
