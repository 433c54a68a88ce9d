package ansatz.study;

import ansatz.continuum.model.ParticleModel;
import ansatz.continuum.problem.ParticleProblem;
import ansatz.model.Amplitude;
import ansatz.problem.SpinProblem;
import ansatz.schema.Reference;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What to compute: the root of a tree of records, from a TOML file or from Java.
///
/// An implementation is a record with [ansatz.schema.Name] that a [ansatz.schema.Catalogue] lists. Building the
/// tree is cheap whatever it says (a lattice of 10^9 sites holds its length, not its sites): sizes are judged by
/// [#memory()] before [#computation(Environment)] allocates anything.
public interface Study {
    /// What the study is about, one line, for a person.
    String title();

    /// The seed of all random numbers. The same seed gives the same bits on any number of threads.
    long seed();

    /// An estimate of the memory that the computation holds at its peak.
    ///
    /// @return bytes; a double, since a study may ask for more than a long can count
    double memory();

    /// What is known of the results without computing anything longer than some ten milliseconds, by the name of
    /// the
    /// result: formulas, which a sweep draws between its points too. A result may know its reference by longer
    /// ways.
    default Map<String, Reference> known() {
        return Map.of();
    }

    /// One of its keys as the axis of a figure, where more is to be said of it than its name.
    ///
    /// @param key as in a study file
    default Optional<Abscissa> abscissa(String key) {
        return Optional.empty();
    }

    /// What the points of a sweep tell together, such as where curves of different sizes cross.
    ///
    /// @param points the finished points of the sweep to which this study belongs, in order
    default List<Result> together(List<Measured> points) {
        return List.of();
    }

    /// What may still change when a run goes on.
    ///
    /// @param before the study of the run so far; all that this does not name must be equal
    default List<Adjustable> adjustable(Study before) {
        return List.of(Adjustable.always(Adjustable.TITLE));
    }

    /// Prepares the computation, without doing its first step.
    ///
    /// @param environment the threads to use
    Computation computation(Environment environment);

    /// The ground state of a problem with a wave function, everything else by default.
    static GroundState groundState(SpinProblem problem, Amplitude model) {
        return GroundState.of(problem, model);
    }

    /// The ground state of particles in continuous space with a wave function, everything else by default.
    static ParticleGroundState particles(ParticleProblem problem, ParticleModel model) {
        return ParticleGroundState.of(problem, model);
    }

    /// Carries out the study in memory on all processors, without a folder; [Runner] does it with one.
    ///
    /// @throws ansatz.schema.InvalidInput if a key of the study is not legal, or the memory does not suffice
    /// @throws ComputationFailed if the computation cannot go on
    default Outcome run() {
        return Runner.compute(this, Environment.here());
    }
}
