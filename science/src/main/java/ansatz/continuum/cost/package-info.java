/// What configurations of particles cost: local energies with their parts.
@NullMarked
package ansatz.continuum.cost;

import org.jspecify.annotations.NullMarked;
