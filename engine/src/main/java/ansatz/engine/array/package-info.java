/// Shapes and dense arrays.
@NullMarked
package ansatz.engine.array;

import org.jspecify.annotations.NullMarked;
