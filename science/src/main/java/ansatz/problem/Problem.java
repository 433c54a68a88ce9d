package ansatz.problem;

import ansatz.schema.Reference;
import java.util.Optional;

/// What is to be solved. An implementation is a record with [ansatz.schema.Name].
public interface Problem {
    /// The unit of its energies, such as "J" or "Ha"; empty if they are pure numbers.
    String unit();

    /// The exact or published ground-state energy, in [#unit()], where it is known.
    Optional<Reference> reference();
}
