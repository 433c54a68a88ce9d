/// Classical spins at thermal equilibrium: Ising and Potts models, the moves of their Markov chains, and what is
/// known exactly about them.
@NullMarked
package ansatz.thermal;

import org.jspecify.annotations.NullMarked;
