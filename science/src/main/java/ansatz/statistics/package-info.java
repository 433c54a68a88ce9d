/// Numbers with error bars: [estimates][ansatz.statistics.Estimate], the analysis of correlated
/// [chains][ansatz.statistics.Chains], and the one place where a run is judged,
/// [convergence][ansatz.statistics.Convergence].
@NullMarked
package ansatz.statistics;

import org.jspecify.annotations.NullMarked;
