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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The homogeneous electron gas in three dimensions, periodic, at the Gamma point: lengths in r_s, energies in
/// hartree, H = -(1/2 r_s^2) sum_i lap_i + V/r_s, with V the Ewald sum of electrons in a cube of L = (4 pi
/// N/3)^(1/3)
/// and their neutral background.
@Name(
        value = "electron-gas",
        summary = "The homogeneous electron gas in three dimensions, periodic, with Ewald sums",
        cite = "D. M. Ceperley and B. J. Alder, Phys. Rev. Lett. 45, 566 (1980)")
public record ElectronGas(
        @Key(value = "number of electrons; they close shells of plane waves", min = 1, max = 500)
        int particles,

        @Key("whether all spins are up; else half of them are")
        boolean polarized,

        @Key(
                value = "Wigner-Seitz radius r_s: the radius of a sphere that holds one electron",
                unit = "bohr",
                above = 0,
                max = 1e4)
        double rs)
        implements ParticleProblem, Checked {

    /// Fourteen electrons at the density of sodium or so.
    public static final ElectronGas DEFAULTS = new ElectronGas(14, false, 5);

    private static final String SOURCE = "closed shells of plane waves, exact sums";

    /// Correlation energies of 14 electrons with their errors, in hartree, by r_s.
    private static final Map<Double, double[]> CORRELATION = Map.of(
            0.5, new double[] {-0.5959, 7e-4},
            1.0, new double[] {-0.5316, 4e-4},
            2.0, new double[] {-0.444, 1e-3},
            5.0, new double[] {-0.307, 1e-3});

    @Override
    public void check(Problems problems) {
        if (!polarized && particles % 2 != 0) {
            problems.add(
                    "particles",
                    "is " + particles
                            + ", which with polarized = false no equal numbers of both spins make; it must be even");
        } else if (!FermiSea.closes(ofOneSpin())) {
            problems.add(
                    "particles",
                    "is " + particles + ", which with polarized = " + polarized
                            + " closes no shell of plane waves; it must be such as "
                            + FermiSea.near(ofOneSpin(), polarized ? 1 : 2));
        }
    }

    private int ofOneSpin() {
        return polarized ? particles : particles / 2;
    }

    private double length() {
        return Math.cbrt(4 * Math.PI * particles / 3);
    }

    @Override
    public ParticleSystem system() {
        int up = polarized ? particles : particles - particles / 2;
        return new ParticleSystem(
                new Space.Torus(3, length()),
                Particles.spinHalf(up, particles - up),
                1,
                new Cusps(rs / 4, rs / 2, List.of()));
    }

    @Override
    public Hamiltonian hamiltonian() {
        return Hamiltonian.kinetic(0.5 / (rs * rs)).plus("coulomb", new Ewald(1 / rs));
    }

    @Override
    public String lengthUnit() {
        return "r_s";
    }

    @Override
    public String unit() {
        return "Ha";
    }

    /// Hartree-Fock: T + X + M of the plane waves.
    double hartreeFock() {
        double l = length();
        double spins = polarized ? 1 : 2;
        var sea = FermiSea.of(ofOneSpin());
        // 4 pi/(V q^2), the background has taken q = 0
        double exchange = -0.5 * spins * sea.pairs(l, q -> q == 0 ? 0 : 4 * Math.PI / (l * l * l * q * q));
        double madelung = 0.5 * particles * Ewald.madelung(l);
        return free() + (exchange + madelung) / rs;
    }

    private double free() {
        return 0.5 * (polarized ? 1 : 2) * FermiSea.of(ofOneSpin()).squares(length()) / (rs * rs);
    }

    @Override
    public Optional<Reference> reference() {
        double[] correlation = CORRELATION.get(rs);
        return correlation == null || particles != 14 || polarized
                ? Optional.empty()
                : Optional.of(
                        Reference.published(
                                hartreeFock() + correlation[0],
                                correlation[1],
                                "full configuration interaction quantum Monte Carlo, J. J. Shepherd, G. H. Booth and A. Alavi, J. Chem. Phys. 136, 244101 (2012)"));
    }

    @Override
    public Map<String, Reference> comparisons() {
        var energies = new LinkedHashMap<String, Reference>();
        energies.put("hartree_fock_energy", Reference.exact(hartreeFock(), SOURCE));
        energies.put("free_gas_energy", Reference.exact(free(), SOURCE));
        return energies;
    }
}
