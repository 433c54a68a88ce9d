package ansatz.continuum.problem;

/// A part of a Hamiltonian besides the kinetic energy.
public sealed interface Term permits Potential, Exchange {}
