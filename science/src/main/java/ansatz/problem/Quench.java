package ansatz.problem;

import ansatz.lattice.Characters;
import ansatz.schema.Reference;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// What is known exactly of a state that begins as the ground state of one problem and evolves under another,
/// at the times 0, step, 2 step, ...: of small lattices all amplitudes, of the Ising ring its energy and
/// transverse magnetisation.
public final class Quench {
    private static final String SOURCE = "exact evolution of all amplitudes";

    private final SpinProblem problem;
    private final Time time;
    private final double step;
    private final Optional<StateVector> first;
    private final @Nullable FreeFermionQuench fermions;
    private int reached;
    private Optional<StateVector> state;

    /// @param initial whose ground state it is at time 0
    /// @param problem under which it evolves
    /// @param magnetization of the sector in which the ground state is sought, empty for any
    /// @param characters of the symmetries that the sector has
    /// @param step the time between two of the times
    public Quench(
            SpinProblem initial,
            SpinProblem problem,
            OptionalInt magnetization,
            Characters characters,
            Time time,
            double step) {
        this.problem = problem;
        this.time = time;
        this.step = step;
        this.first = problem.lattice().sites() > Propagation.MOST_SITES
                ? Optional.empty()
                : initial.exactState(magnetization, characters).map(StateVector::real);
        this.state = first;
        boolean whole = magnetization.isEmpty() && characters.symmetric();
        this.fermions = whole ? FreeFermionQuench.of(initial, problem, time).orElse(null) : null;
    }

    /// Where [#state] comes from.
    public static String stateSource() {
        return SOURCE;
    }

    /// The normalised state at the time k step, where the lattice is small and the ground state is the only
    /// one. Always computed through all times before, so that its bits do not depend on which of them were
    /// asked for.
    public Optional<StateVector> state(int k) {
        if (k < reached) {
            reached = 0;
            state = first;
        }
        for (; reached < k; reached++) {
            state = state.map(v -> Propagation.evolve(problem.hamiltonian(), v, step, time));
        }
        return state;
    }

    /// The energy at the time k step, where it is known.
    public Optional<Reference> energy(int k) {
        return fermions != null
                ? Optional.of(Reference.exact(fermions.energy(k * step), FreeFermionQuench.source()))
                : state(k).map(v -> Reference.exact(v.expectation(problem.hamiltonian()), SOURCE));
    }

    /// The magnetisation per site along x, sum_i <sigma^x_i> / N, at the time k step, where there is a formula
    /// for it.
    public Optional<Reference> magnetizationX(int k) {
        return fermions == null
                ? Optional.empty()
                : Optional.of(Reference.exact(fermions.magnetizationX(k * step), FreeFermionQuench.source()));
    }
}
