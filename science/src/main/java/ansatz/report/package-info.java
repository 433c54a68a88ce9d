/// A run as one self-contained HTML page: verdict, results with error bars, figures, the study, the environment.
///
/// The page holds no script and loads nothing; its figures are inline SVG. It reads offline, in the dark, in print
/// and by ear.
@NullMarked
package ansatz.report;

import org.jspecify.annotations.NullMarked;
