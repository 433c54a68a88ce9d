/// Hamiltonians: what is to be solved, and what is known exactly about it.
@NullMarked
package ansatz.problem;

import org.jspecify.annotations.NullMarked;
