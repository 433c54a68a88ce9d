package ansatz.study;

import java.util.List;

/// Where a computation stands after a step, and what it measured in that step.
///
/// @param phase the part of the computation, such as "optimise" or "evaluate"
/// @param step how many steps of this phase are done, from 1
/// @param steps how many steps this phase has, as far as is known now; an evaluation that goes on until its error
/// is small enough may correct it
/// @param measurements what was measured, in the order in which a person reads it
public record Progress(String phase, long step, long steps, List<Measurement> measurements) {
    public Progress {
        measurements = List.copyOf(measurements);
    }
}
