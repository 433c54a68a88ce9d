package ansatz.study;

import java.util.Set;

/// Keys of a study that may still change when a run goes on, since what was done so far does not depend on them:
/// the
/// run ends as if the changed study had been carried out from its first step.
///
/// @param keys keys of the study, or tables of them
/// @param rule what the new values must be, for messages: "is at least the steps made"; empty if anything
/// @param untouched which steps are the same with the old values and with the new
public record Adjustable(Set<String> keys, String rule, Untouched untouched) {
    /// The key of the title, which every study has.
    static final String TITLE = "title";

    public Adjustable {
        keys = Set.copyOf(keys);
    }

    /// Which steps of a run some values have no part in.
    @FunctionalInterface
    public interface Untouched {
        /// @param phase the phase of a step, empty before the first
        /// @param step the step, from 1 in each phase
        /// @return whether everything up to the end of this step is the same with the old values and with
        /// the new
        boolean upTo(String phase, long step);
    }

    /// A key on which nothing depends that is computed before the results.
    static Adjustable always(String key) {
        return new Adjustable(Set.of(key), "", (phase, step) -> true);
    }

    /// Whether a key is one of these, or in a table that is.
    boolean holds(String key) {
        return keys.stream().anyMatch(own -> key.equals(own) || key.startsWith(own + "."));
    }
}
