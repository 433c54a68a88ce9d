package ansatz.thermal;

import ansatz.lattice.Lattice;
import ansatz.schema.Reference;
import java.util.Optional;

/// Classical spins with q states each. An implementation is a record with [ansatz.schema.Name].
///
/// All models here are counted in the same way: E = offset - pair (number of bonds with equal spins) - field
/// (number
/// of spins in state 0).
public interface ClassicalModel {
    /// Sites and bonds.
    Lattice lattice();

    /// q: how many states a spin has, 2 to 127.
    int states();

    /// How much an equal pair lowers the energy, in [#unit()].
    double pair();

    /// How much a spin in state 0 lowers the energy, in [#unit()].
    double field();

    /// The energy where no pair is equal and no spin in state 0, in [#unit()].
    double offset();

    /// The order parameter, 1 where all spins are equal, from the number of spins in each state.
    double order(int[] counts);

    /// The unit of energies; temperatures are in the same unit, the Boltzmann constant being 1.
    String unit();

    /// What is known exactly about this model of finite size.
    ///
    /// @param temperature in [#unit()], above 0
    Optional<Exact> exact(double temperature);

    /// Whether [#exact(double)] takes no more than some ten milliseconds.
    default boolean exactIsQuick() {
        return TransferMatrix.isQuick(this);
    }

    /// The transition temperature of the infinite lattice, in [#unit()], where it is known.
    default Optional<Reference> critical() {
        return Optional.empty();
    }

    /// The two phases that exist beside each other at a transition of first order of the infinite lattice.
    ///
    /// @param temperature in [#unit()]; empty away from the transition, or where the phases are not known
    default Optional<Coexistence> coexistence(double temperature) {
        return Optional.empty();
    }

    /// Two phases of an infinite system.
    ///
    /// @param disordered the energy per site of the disordered phase
    /// @param ordered the energy per site of the ordered phase
    /// @param source the formula and its paper
    record Coexistence(double disordered, double ordered, String source) {}

    /// Exact values of a finite system.
    ///
    /// @param energy the mean energy per site
    /// @param heatCapacity the heat capacity per site, in units of the Boltzmann constant
    /// @param logPartition the logarithm of the partition function
    /// @param source the formula and its paper
    record Exact(double energy, double heatCapacity, double logPartition, String source) {}
}
