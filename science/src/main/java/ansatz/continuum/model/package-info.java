/// Wave functions of particles in continuous space: orbitals, correlation factors, backflow, determinants and
/// Pfaffians.
@NullMarked
package ansatz.continuum.model;

import org.jspecify.annotations.NullMarked;
