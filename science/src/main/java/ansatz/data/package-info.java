/// Data as named columns, where they come from, and how they are split and transformed; no models.
@NullMarked
package ansatz.data;

import org.jspecify.annotations.NullMarked;
