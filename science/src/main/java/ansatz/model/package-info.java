/// Wave functions and other models: parameters, values, log-derivatives, and look-up tables for cheap ratios.
@NullMarked
package ansatz.model;

import org.jspecify.annotations.NullMarked;
