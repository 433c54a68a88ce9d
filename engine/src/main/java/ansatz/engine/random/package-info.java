/// Random numbers by counter: every number is a function of seed, stream, step and sample, so nothing depends on
/// threads or on what was drawn before, and a run resumes exactly.
@NullMarked
package ansatz.engine.random;

import org.jspecify.annotations.NullMarked;
