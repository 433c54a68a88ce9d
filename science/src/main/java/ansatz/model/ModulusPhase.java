package ansatz.model;

import ansatz.lattice.Lattice;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Modulus and phase by two real amplitudes, psi(s) = psi_1(s) exp(i log |psi_2(s)|). Independent spins as the
/// second
/// one hold the rule of Marshall, arg psi = (pi/2) sum_(i odd) s_i up to a constant, and learn it.
@Name(
        value = "modulus-phase",
        summary = "Two real amplitudes as modulus and phase, log psi = log psi_1 + i log |psi_2|",
        cite = "G. Torlai and others, Nature Physics 14, 447 (2018); A. Szabo and C. Castelnovo, Phys. Rev. Research 2,"
                + " 033075 (2020)")
public record ModulusPhase(
        @Key("the modulus psi_1, a real amplitude") Amplitude modulus,

        @Key("the phase log |psi_2| in radians, the logarithm of a real amplitude")
        Amplitude phase)
        implements Amplitude {

    /// A restricted Boltzmann machine, with phases of independent spins.
    public static final ModulusPhase DEFAULTS = new ModulusPhase(Rbm.DEFAULTS, MeanField.DEFAULTS);

    @Override
    public double parameterCount(Lattice lattice) {
        return modulus.parameterCount(lattice) + phase.parameterCount(lattice);
    }

    @Override
    public boolean complex() {
        return true;
    }

    /// That of both parts: signs that a basis has can be all of what a problem breaks, and those the phase can
    /// hold.
    @Override
    public Optional<Invariance> invariance() {
        return Invariance.common(List.of(
                modulus.invariance().map(part -> part.in("modulus")),
                phase.invariance().map(part -> part.in("phase"))));
    }

    @Override
    public OptionalInt sector() {
        return modulus.sector();
    }

    @Override
    public boolean even() {
        return modulus.even() && phase.even();
    }

    @Override
    public double tableSize(Lattice lattice) {
        return modulus.tableSize(lattice) + phase.tableSize(lattice) + lattice.sites();
    }

    @Override
    public void check(Lattice lattice, Problems problems) {
        check("modulus", modulus, lattice, problems);
        check("phase", phase, lattice, problems);
    }

    private static void check(String key, Amplitude part, Lattice lattice, Problems problems) {
        if (part.complex()) {
            problems.add(key, "is a complex amplitude; it must be a real one");
        }
        part.check(lattice, (inner, text) -> problems.add(inner.isEmpty() ? key : key + "." + inner, text));
    }

    @Override
    public WaveFunction on(Lattice lattice) {
        return new ModulusPhaseFunction(modulus.on(lattice), phase.on(lattice));
    }
}
