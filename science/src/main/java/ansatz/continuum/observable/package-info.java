/// What is measured of particles besides the energy: densities, distances of pairs, structure factors.
@NullMarked
package ansatz.continuum.observable;

import org.jspecify.annotations.NullMarked;
