/// The command line: commands, the terminal, exit statuses.
@NullMarked
package ansatz.cli;

import org.jspecify.annotations.NullMarked;
