package ansatz.observable;

import ansatz.model.WaveFunction;
import ansatz.problem.PauliSum;
import ansatz.problem.SpinProblem;
import ansatz.problem.StateVector;
import ansatz.sampler.Sampling;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/// Where an observable is measured.
///
/// @param problem the problem, in whose basis the configurations are
/// @param psi the wave function
/// @param sampling gives the configurations
/// @param sector the magnetisation that all of them have, empty if it varies
/// @param exact the exact state, empty where it is not known; computed when it is asked for
public record Setting(
        SpinProblem problem,
        WaveFunction psi,
        Sampling sampling,
        OptionalInt sector,
        Supplier<Optional<StateVector>> exact) {

    /// An operator of the laboratory in the basis of the configurations, as far as it leads from one of them to
    /// another: within a sector, the part that conserves the magnetisation.
    PauliSum operator(PauliSum laboratory) {
        var sum = problem.inBasis(laboratory);
        return sector.isPresent() ? sum.conservingPart() : sum;
    }
}
