/// The fast executor: a program is planned once (passes, buffers, loops) and then run on tiles of samples that stay
/// in the cache, by a team of threads, with nothing allocated in the steady state.
@NullMarked
package ansatz.engine.execute;

import org.jspecify.annotations.NullMarked;
