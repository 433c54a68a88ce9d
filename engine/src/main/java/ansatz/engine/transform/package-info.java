/// Transformations of programs: forward and reverse derivatives, the forward Laplacian, definitions of fused
/// operations, simplification. One file a transformation, one exhaustive switch over the operations.
@NullMarked
package ansatz.engine.transform;

import org.jspecify.annotations.NullMarked;
