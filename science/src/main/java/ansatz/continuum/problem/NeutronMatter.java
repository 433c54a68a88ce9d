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

/// Dilute neutron matter on a torus, with the leading-order potential of pionless effective field theory (model "o"
/// of R. Schiavilla and others, Phys. Rev. C 103, 054003 (2021)): between neutrons only its singlet part acts,
/// C_01 exp(-(r/R_1)^2)/(pi^(3/2) R_1^3) (1 - s_i.s_j)/4. With fixed z components of the spins the projector is
/// (1 + P_ij)/2 for opposite spins, P_ij the exchange of positions, and 0 for equal ones. Lengths in fm, energies
/// in
/// MeV.
@Name(
        value = "neutron-matter",
        summary = "Dilute neutron matter, periodic: leading-order pionless potential with its three-body force",
        cite = "B. Fore and others, Phys. Rev. Research 5, 033062 (2023)")
public record NeutronMatter(
        @Key(value = "number of neutrons, half of them up; they close shells of plane waves", min = 2, max = 200)
        int particles,

        @Key(value = "neutrons in a volume", unit = "fm^-3", above = 0, max = 1)
        double density,

        @Key(value = "range R_3 of the three-body force", unit = "fm", above = 0.1, max = 10)
        double threeBodyRange,

        @Key(value = "strength c_E of the three-body force; 0 leaves it out", min = 0, max = 100)
        double threeBodyStrength)
        implements ParticleProblem, Checked {

    /// Fourteen neutrons at a quarter of the density of nuclei.
    public static final NeutronMatter DEFAULTS = new NeutronMatter(14, 0.04, 1.0, 1.0786);

    /// hbar c, MeV fm.
    private static final double HBAR_C = 197.327053;

    /// The mass of a nucleon, MeV.
    private static final double MASS = 938.95;

    /// hbar^2/2m, MeV fm^2.
    private static final double HALF_INVERSE_MASS = HBAR_C * HBAR_C / (2 * MASS);

    /// C_01, fm^2, and R_1, fm.
    private static final double STRENGTH = -5.27518671;

    private static final double RANGE = 1.83039397;

    /// The pion's decay constant and the chiral scale, MeV.
    private static final double PION = 92.4;

    private static final double CHIRAL = 1000;

    /// A shell of images that adds less than this share of v(0) is left out.
    private static final double NEGLIGIBLE = 1e-10;

    private static final String SOURCE = "closed shells of plane waves, exact sums";

    @Override
    public void check(Problems problems) {
        FermiSea.check(particles, problems);
    }

    private double length() {
        return Math.cbrt(particles / density);
    }

    @Override
    public ParticleSystem system() {
        return new ParticleSystem(
                new Space.Torus(3, length()),
                Particles.spinHalf(particles / 2, particles / 2),
                Math.cbrt(3 / (4 * Math.PI * density)),
                Cusps.NONE);
    }

    /// v(0) of the singlet potential, MeV.
    static double depth() {
        return HBAR_C * STRENGTH / (Math.pow(Math.PI, 1.5) * RANGE * RANGE * RANGE);
    }

    @Override
    public Hamiltonian hamiltonian() {
        double v0 = depth();
        var half = new PairPotential(
                        r -> r.times(1 / RANGE).square().negate().exp().times(0.5 * v0))
                .between("up", "down")
                .images(shells());
        var h = Hamiltonian.kinetic(HALF_INVERSE_MASS).plus("direct", half).plus("exchange", new Exchange(half));
        if (threeBodyStrength == 0) {
            return h;
        }
        double r3 = threeBodyRange;
        double strength = threeBodyStrength
                * Math.pow(HBAR_C, 6)
                / (Math.pow(PION, 4) * CHIRAL * Math.pow(Math.PI, 3) * Math.pow(r3, 6));
        return h.plus("three-body", new ThreeBody((ij, jk, ki) -> {
            var a = ij.times(1 / r3).square().negate().exp();
            var b = jk.times(1 / r3).square().negate().exp();
            var c = ki.times(1 / r3).square().negate().exp();
            return a.times(b).plus(b.times(c)).plus(c.times(a)).times(strength);
        }));
    }

    /// The farthest images that count: those of the next shell are at least (n + 1/2) L away.
    private int shells() {
        for (int n = 1; ; n++) {
            double r = (n + 0.5) * length() / RANGE;
            double many = Math.pow(2 * n + 3, 3) - Math.pow(2 * n + 1, 3);
            if (many * Math.exp(-r * r) < NEGLIGIBLE) {
                return n;
            }
        }
    }

    @Override
    public String lengthUnit() {
        return "fm";
    }

    @Override
    public String unit() {
        return "MeV";
    }

    private double free() {
        return 2 * HALF_INVERSE_MASS * FermiSea.of(particles / 2).squares(length());
    }

    /// Hartree-Fock with the two-body potential: free energy and sum_kk' (v(0) + v(k - k'))/2V, v(q) the Fourier
    /// transform v_0 pi^(3/2) R^3 exp(-q^2 R^2/4).
    double hartreeFock() {
        double l = length();
        double volume = l * l * l;
        double transform = HBAR_C * STRENGTH;
        double sum = FermiSea.of(particles / 2)
                .pairs(l, q -> 0.5 * transform * (1 + Math.exp(-q * q * RANGE * RANGE / 4)) / volume);
        return free() + sum;
    }

    @Override
    public Map<String, Reference> comparisons() {
        var energies = new LinkedHashMap<String, Reference>();
        energies.put("hartree_fock_two_body_energy", Reference.exact(hartreeFock(), SOURCE));
        energies.put("free_gas_energy", Reference.exact(free(), SOURCE));
        return energies;
    }
}
