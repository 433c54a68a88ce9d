/// A study, the computation it starts, and the run that carries it out: from TOML to a folder with results.
@NullMarked
package ansatz.study;

import org.jspecify.annotations.NullMarked;
