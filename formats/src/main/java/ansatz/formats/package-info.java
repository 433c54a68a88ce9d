/// Formats of files whose libraries the core does without: Parquet and HDF5.
@NullMarked
package ansatz.formats;

import org.jspecify.annotations.NullMarked;
