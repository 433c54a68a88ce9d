/// What a user writes a model with: parameters, inputs and values, whose operations are recorded as a program.
@NullMarked
package ansatz.engine.trace;

import org.jspecify.annotations.NullMarked;
