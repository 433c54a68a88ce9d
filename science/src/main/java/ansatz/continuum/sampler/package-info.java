/// Where configurations of particles come from: Markov chains that move them about in continuous space.
@NullMarked
package ansatz.continuum.sampler;

import org.jspecify.annotations.NullMarked;
