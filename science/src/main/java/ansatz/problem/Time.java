package ansatz.problem;

/// The time in which a state evolves.
public enum Time {
    /// i d/dt |psi> = H |psi>.
    REAL,
    /// d/dt |psi> = -H |psi>, normalised: towards the ground state.
    IMAGINARY
}
