/// Hamiltonians of particles as sums of terms: kinetic energy, potentials that are formulas of positions and
/// distances, Coulomb sums on a torus, exchange; and the problems that a study can name.
@NullMarked
package ansatz.continuum.problem;

import org.jspecify.annotations.NullMarked;
