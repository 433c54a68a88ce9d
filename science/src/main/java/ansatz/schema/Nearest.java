package ansatz.schema;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Finds the word that was meant.
public final class Nearest {
    private Nearest() {}

    /// The candidate that differs least from a word, by insertions, deletions, substitutions and swaps of
    /// neighbours (Damerau 1964), not counting case, hyphens and underscores.
    ///
    /// @return null if none is near: more than a third of the word would have to change
    public static @Nullable String to(String word, Collection<String> candidates) {
        String plain = plain(word);
        String nearest = null;
        int least = Math.max(1, (plain.length() + 1) / 3) + 1;
        for (String candidate : candidates) {
            int distance = distance(plain, plain(candidate));
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return nearest;
    }

    private static String plain(String word) {
        // No key is longer than this; a study with a key of a megabyte must not cost a quadratic time.
        String head = word.length() > 64 ? word.substring(0, 64) : word;
        return head.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            d[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            d[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
