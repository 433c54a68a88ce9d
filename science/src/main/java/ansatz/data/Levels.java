package ansatz.data;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Collects the different texts of a column while it is read.
public final class Levels {
    private final Map<String, Integer> codes = new HashMap<>();

    /// None yet.
    public Levels() {}

    /// The number of a text, from 0 in the order in which they first come.
    public int code(String text) {
        Integer known = codes.get(text);
        if (known == null) {
            known = codes.size();
            codes.put(text, known);
        }
        return known;
    }

    /// The column of the collected texts, whose levels are sorted.
    ///
    /// @param numbers what [#code] gave, one a row; -1 where missing
    public Column.Categorical column(String name, int[] numbers) {
        List<String> levels = codes.keySet().stream().sorted().toList();
        var rank = new int[levels.size()];
        codes.forEach((text, code) -> rank[code] = Collections.binarySearch(levels, text));
        var sorted = new int[numbers.length];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = numbers[i] < 0 ? -1 : rank[numbers[i]];
        }
        return new Column.Categorical(name, levels, sorted);
    }
}
