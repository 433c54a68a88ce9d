/// What is minimised: the function of one sample whose mean is the cost.
@NullMarked
package ansatz.cost;

import org.jspecify.annotations.NullMarked;
