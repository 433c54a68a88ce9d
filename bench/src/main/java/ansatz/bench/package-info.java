/// Benchmarks, and our side of the comparison with peers. The work is defined in bench/models.md.
@NullMarked
package ansatz.bench;

import org.jspecify.annotations.NullMarked;
