package ansatz.report;

import java.util.ArrayList;
import java.util.List;

/// A long series cut down to what can be seen: of each column the first, the lowest, the highest and the last
/// value.
///
/// The line through these covers the same pixels as the line through all (Jugel, Jerzak, Hackenbroich, Markl, Proc.
/// VLDB Endowment 7, 797 (2014)).
final class Envelope {
    private Envelope() {}

    /// Indices of the finite values that are drawn, ascending; a -1 stands for a gap where values are missing.
    static List<Integer> indices(Series series, int columns) {
        var kept = new ArrayList<Integer>();
        int n = series.size();
        if (n <= 4 * columns) {
            for (int i = 0; i < n; i++) {
                keep(kept, series, i);
            }
            return kept;
        }
        for (int column = 0; column < columns; column++) {
            int from = start(n, columns, column);
            int to = start(n, columns, column + 1);
            int first = -1;
            int last = -1;
            int lowest = -1;
            int highest = -1;
            for (int i = from; i < to; i++) {
                double y = series.y()[i];
                if (Double.isFinite(y)) {
                    first = first < 0 ? i : first;
                    last = i;
                    lowest = lowest < 0 || y < series.y()[lowest] ? i : lowest;
                    highest = highest < 0 || y > series.y()[highest] ? i : highest;
                }
            }
            if (first < 0) {
                gap(kept);
                continue;
            }
            int middle = Math.min(lowest, highest);
            int later = Math.max(lowest, highest);
            for (int i : new int[] {first, middle, later, last}) {
                if (kept.isEmpty() || kept.getLast() != i) {
                    kept.add(i);
                }
            }
        }
        return kept;
    }

    /// The first index of a column.
    static int start(int n, int columns, int column) {
        return (int) ((long) column * n / columns);
    }

    private static void keep(List<Integer> kept, Series series, int i) {
        if (Double.isFinite(series.y()[i])) {
            kept.add(i);
        } else {
            gap(kept);
        }
    }

    private static void gap(List<Integer> kept) {
        if (!kept.isEmpty() && kept.getLast() >= 0) {
            kept.add(-1);
        }
    }
}
