package ansatz.dynamics;

/// How the parameters of a wave function change in time, with what the samples say of the energy at that
/// moment.
///
/// @param rate d theta / dt
/// @param energy the mean of the energy
/// @param error its standard error, 0 where all configurations were summed over
/// @param variance of the energy, <H^2> - <H>^2
public record Velocity(double[] rate, double energy, double error, double variance) {}
