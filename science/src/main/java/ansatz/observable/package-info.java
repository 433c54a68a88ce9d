/// What is measured in a state besides its energy.
@NullMarked
package ansatz.observable;

import org.jspecify.annotations.NullMarked;
