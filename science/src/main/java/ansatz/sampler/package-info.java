/// Configurations from |psi|^2: Markov chains, independent draws and enumeration.
@NullMarked
package ansatz.sampler;

import org.jspecify.annotations.NullMarked;
