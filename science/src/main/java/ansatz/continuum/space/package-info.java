/// Where particles are and which they are: open and periodic space, species, what is known of a system before it is
/// solved.
@NullMarked
package ansatz.continuum.space;

import org.jspecify.annotations.NullMarked;
