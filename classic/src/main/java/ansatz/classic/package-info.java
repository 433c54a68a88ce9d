/// Models of a fit that other libraries grow: decision trees, bagging, random forests, gradient boosting and
/// support
/// vector machines. A fitted one is a table of the core's own, so that predictions need none of these libraries.
@NullMarked
package ansatz.classic;

import org.jspecify.annotations.NullMarked;
