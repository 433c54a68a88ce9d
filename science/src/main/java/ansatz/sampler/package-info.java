/// Configurations from |psi|^2: Markov chains and enumeration.
@NullMarked
package ansatz.sampler;

import org.jspecify.annotations.NullMarked;
