/// Models that are fitted to data, in the convention of the cost a row: (1/n) sum plus penalty; their choice by
/// cross-validation and the scores that judge them.
@NullMarked
package ansatz.learn;

import org.jspecify.annotations.NullMarked;
