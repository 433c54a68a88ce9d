package ansatz.data;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What stands above a column: `mass [GeV]` is the column "mass" with the unit GeV.
///
/// @param unit empty for a pure number
public record Heading(String name, String unit) {
    private static final Pattern UNIT = Pattern.compile("(.*\\S)\\s*\\[([^\\[\\]]*)]");

    /// The name and the unit of a text.
    public static Heading of(String text) {
        Matcher parts = UNIT.matcher(text);
        return parts.matches() ? new Heading(parts.group(1), parts.group(2).strip()) : new Heading(text, "");
    }
}
