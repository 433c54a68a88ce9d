/// From derivatives to better parameters.
@NullMarked
package ansatz.optimizer;

import org.jspecify.annotations.NullMarked;
