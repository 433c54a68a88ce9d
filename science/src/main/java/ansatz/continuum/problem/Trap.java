package ansatz.continuum.problem;

import ansatz.continuum.space.ParticleSystem;
import ansatz.continuum.space.ParticleSystem.Cusps;
import ansatz.continuum.space.Space;
import ansatz.schema.Checked;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import ansatz.schema.Reference;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Particles in a harmonic trap, H = sum_i (-lap_i + sum_a w_a^2 x_ia^2)/2 + sum_(i<j) v(x_ij) with hbar = m = 1.
@Name(
        value = "trap",
        summary = "Bosons or fermions in a harmonic trap in 1 to 3 dimensions, free or interacting",
        exact = "free particles, harmonic pair forces, Calogero-Sutherland, two electrons at some frequencies")
public record Trap(
        @Key(value = "dimensions of space", min = 1, max = 3)
        int dimension,

        @Key(value = "number of particles", min = 1, max = 1000)
        int particles,

        @Key("what they are: bosons, spin-1/2 fermions half up and half down, or all up")
        Statistics statistics,

        @Key(value = "frequency of the trap along each axis; one number for all axes", unit = "w", above = 0, max = 1e6)
        List<Double> frequencies,

        @Key("what the particles do to each other") Interaction interaction)
        implements ParticleProblem, Checked {

    /// Two free bosons in three dimensions.
    public static final Trap DEFAULTS = new Trap(3, 2, Statistics.BOSONS, List.of(1.0), Interaction.None.DEFAULTS);

    private static final String OSCILLATOR = "levels of the harmonic oscillator";

    public Trap {
        frequencies = List.copyOf(frequencies);
    }

    /// Bosons in an isotropic trap of frequency 1.
    public static Trap bosons(int particles, int dimension) {
        return new Trap(dimension, particles, Statistics.BOSONS, List.of(1.0), Interaction.None.DEFAULTS);
    }

    /// Fermions of spin 1/2 in an isotropic trap of frequency 1.
    public static Trap fermions(int particles, int dimension) {
        return new Trap(dimension, particles, Statistics.FERMIONS, List.of(1.0), Interaction.None.DEFAULTS);
    }

    /// The same trap with an interaction.
    public Trap interaction(Interaction other) {
        return new Trap(dimension, particles, statistics, frequencies, other);
    }

    /// The same trap with other frequencies.
    public Trap frequencies(double... perAxis) {
        return new Trap(
                dimension, particles, statistics, Arrays.stream(perAxis).boxed().toList(), interaction);
    }

    @Override
    public void check(Problems problems) {
        if (frequencies.size() != 1 && frequencies.size() != dimension) {
            problems.add(
                    "frequencies",
                    "holds " + frequencies.size() + " numbers; it must hold 1 or one for each of " + dimension
                            + (dimension == 1 ? " axis" : " axes"));
            return;
        }
        switch (interaction) {
            case Interaction.None ignored -> {}
            case Interaction.Coulomb ignored -> {
                if (dimension == 1) {
                    problems.add(
                            "interaction",
                            "is \"coulomb\", whose 1/|x| no two particles pass on a line; the dimension must be 2 or 3");
                }
            }
            case Interaction.HarmonicPairs pairs -> {
                for (double w : axes()) {
                    if (!(w * w + particles * pairs.strength() > 0)) {
                        problems.add(
                                "interaction.strength",
                                "is " + pairs.strength() + ", which tears the cloud apart; it must be above -w^2/N = "
                                        + -w * w / particles);
                        return;
                    }
                }
            }
            case Interaction.HardSpheres ignored -> {
                if (statistics != Statistics.BOSONS) {
                    problems.add(
                            "statistics",
                            "is \"" + statistics.name().toLowerCase(Locale.ROOT)
                                    + "\"; hard spheres must be \"bosons\"");
                }
            }
            case Interaction.CalogeroSutherland ignored -> {
                if (dimension != 1 || statistics != Statistics.BOSONS) {
                    problems.add(
                            "interaction",
                            "is \"calogero-sutherland\"; the dimension must be 1 and the particles \"bosons\"");
                }
            }
        }
    }

    private double[] axes() {
        var w = new double[dimension];
        Arrays.setAll(w, a -> frequencies.get(frequencies.size() == 1 ? 0 : a));
        return w;
    }

    @Override
    public ParticleSystem system() {
        var cusps = interaction instanceof Interaction.Coulomb coulomb
                ? Coulomb.cusps(dimension, coulomb.strength())
                : Cusps.NONE;
        // the length over which psi changes: that of the softest axis
        double softest = frequencies.stream().mapToDouble(w -> w).min().orElse(1);
        return new ParticleSystem(new Space.Open(dimension), statistics.of(particles), 1 / Math.sqrt(softest), cusps);
    }

    @Override
    public Hamiltonian hamiltonian() {
        var h = Hamiltonian.kinetic(0.5).plus("trap", OneBody.harmonic(axes()));
        return switch (interaction) {
            case Interaction.None ignored -> h;
            case Interaction.Coulomb coulomb ->
                h.plus("coulomb", new PairPotential(r -> r.reciprocal().times(coulomb.strength())));
            case Interaction.HarmonicPairs pairs ->
                h.plus("pairs", new PairPotential(r -> r.square().times(0.5 * pairs.strength())));
            case Interaction.HardSpheres spheres ->
                h.plus(
                        "hard-core",
                        new PairPotential(r -> r.less(spheres.diameter())
                                .select(r.times(0).plus(Double.POSITIVE_INFINITY), r.times(0))));
            case Interaction.CalogeroSutherland line ->
                h.plus(
                        "inverse-squares",
                        new PairPotential(r -> r.square().reciprocal().times(line.nu() * (line.nu() - 1))));
        };
    }

    @Override
    public String lengthUnit() {
        return interaction instanceof Interaction.Coulomb ? "bohr" : "a_ho";
    }

    @Override
    public String unit() {
        return interaction instanceof Interaction.Coulomb ? "Ha" : "hbar w";
    }

    @Override
    public Optional<Reference> reference() {
        return switch (interaction) {
            case Interaction.None ignored -> Optional.of(Reference.exact(free(axes()), OSCILLATOR));
            case Interaction.Coulomb coulomb -> coulomb(coulomb);
            case Interaction.HarmonicPairs pairs -> Optional.of(Reference.exact(normalModes(pairs), "normal modes"));
            case Interaction.HardSpheres spheres -> Rubidium.published(this, spheres);
            case Interaction.CalogeroSutherland line ->
                Optional.of(Reference.exact(
                        0.5 * axes()[0] * particles * (1 + line.nu() * (particles - 1)),
                        "B. Sutherland, J. Math. Phys. 12, 246 (1971)"));
        };
    }

    private Optional<Reference> coulomb(Interaction.Coulomb coulomb) {
        double[] w = axes();
        boolean isotropic = Arrays.stream(w).allMatch(other -> other == w[0]);
        return coulomb.strength() == 1 && isotropic && statistics == Statistics.FERMIONS
                ? Dots.energy(dimension, particles, w[0])
                : Optional.empty();
    }

    /// The centre of mass moves with w, all else with W = (w^2 + N g)^(1/2): free particles at W whose centre of
    /// mass, in its ground state, has w instead.
    private double normalModes(Interaction.HarmonicPairs pairs) {
        double[] w = axes();
        double[] inner = Arrays.stream(w)
                .map(f -> Math.sqrt(f * f + particles * pairs.strength()))
                .toArray();
        double sum = free(inner);
        for (int a = 0; a < w.length; a++) {
            sum += 0.5 * (w[a] - inner[a]);
        }
        return sum;
    }

    private double free(double[] w) {
        return statistics.of(particles).species().stream()
                .mapToDouble(species ->
                        species.fermions() ? Levels.lowest(w, species.count()) : species.count() * Levels.lowest(w, 1))
                .sum();
    }

    @Override
    public Map<String, Double> degrees() {
        return switch (interaction) {
            case Interaction.None ignored -> Map.of("trap", 2.0);
            case Interaction.Coulomb ignored -> Map.of("trap", 2.0, "coulomb", -1.0);
            case Interaction.HarmonicPairs ignored -> Map.of("trap", 2.0, "pairs", 2.0);
            case Interaction.HardSpheres ignored -> Map.of();
            case Interaction.CalogeroSutherland ignored -> Map.of("trap", 2.0, "inverse-squares", -2.0);
        };
    }
}
