package ansatz.study;

import ansatz.schema.Reference;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A key of a study as the axis of a figure that results are drawn against.
///
/// @param unit the unit of the key, empty for a pure number
/// @param mark where something happens along it, such as a transition; null where nothing is known
public record Abscissa(String unit, @Nullable Mark mark) {
    /// A known place on the axis.
    ///
    /// @param label its symbol, as `T_c`
    /// @param at where it is, and who says so
    public record Mark(String label, Reference at) {}

    static Abscissa of(String unit, String label, Optional<Reference> at) {
        return new Abscissa(unit, at.map(known -> new Mark(label, known)).orElse(null));
    }
}
