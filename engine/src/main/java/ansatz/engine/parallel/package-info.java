/// A fixed team of threads, and the partition of work that does not depend on how many there are.
@NullMarked
package ansatz.engine.parallel;

import org.jspecify.annotations.NullMarked;
