/// Factorisations of dense matrices as objects, linear operators, conjugate gradients, and Gram matrices on a team
/// of threads.
@NullMarked
package ansatz.engine.linalg;

import org.jspecify.annotations.NullMarked;
