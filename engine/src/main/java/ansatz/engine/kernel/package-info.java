/// Numerical kernels over runs of doubles, in two implementations (Vector API and plain Java) that give the same
/// bits, and matrix products and factorisations by a native BLAS and LAPACK or by Java.
@NullMarked
package ansatz.engine.kernel;

import org.jspecify.annotations.NullMarked;
