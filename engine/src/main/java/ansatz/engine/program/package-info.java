/// The intermediate representation: typed programs in single-assignment form over a sealed set of operations, their
/// type check, printer and the slow reference interpreter that defines what each operation means.
@NullMarked
package ansatz.engine.program;

import org.jspecify.annotations.NullMarked;
