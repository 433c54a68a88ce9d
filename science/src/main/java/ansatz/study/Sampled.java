package ansatz.study;

import ansatz.model.LogDerivatives;
import ansatz.schema.Reference;
import ansatz.statistics.Convergence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the energy of a ground state is measured on: a wave function with its configurations, of spins or of
/// particles. It belongs to one thread at a time.
interface Sampled {
    /// What an iteration is for.
    enum Purpose {
        /// Configurations are to forget where they came from; nothing is measured.
        SETTLE,
        /// How far log |psi| is from that of another wave function is wanted, and derivatives.
        PREPARE,
        /// Energies and derivatives are wanted.
        OPTIMISE,
        /// Energies and observables are wanted.
        MEASURE
    }

    /// The number of parameters.
    int parameters();

    /// First values of the parameters.
    double[] initialParameters(long seed);

    /// The configurations of an iteration.
    int samples();

    /// Whether configurations are drawn at random; else all of them have their exact weights.
    boolean stochastic();

    /// Whether the draws of successive iterations are independent.
    boolean direct();

    /// Whether psi is complex.
    boolean complex();

    /// The weight of each configuration; their sum is 1.
    double[] weights();

    /// Takes new parameters.
    ///
    /// @param measured whether observables will be measured
    void bind(double[] theta, boolean measured);

    /// Goes on to the next configurations.
    ///
    /// @throws ansatz.model.AmplitudeOverflow if the wave function has left the range of its tables
    /// @throws ansatz.continuum.sampler.NotFinite if it, or a potential, is not a finite number
    void advance(Purpose purpose);

    /// Keeps what the last iteration gave for the observables.
    void draw();

    /// Re E_L by configuration; not to be changed.
    double[] energies();

    /// Im E_L by configuration, as a copy; empty for a real wave function.
    double[] imaginary();

    /// What the gradient takes for the local energies; in a preparation half the differences of the logarithms,
    /// which
    /// are what the gradient of their mean square takes.
    double[] residuals();

    /// The mean of Re E_L.
    double mean();

    /// <|E_L - mean|^2>.
    double variance();

    /// <(Re E_L - mean)^2>.
    double realVariance();

    /// Keeps the last configurations as one of several draws, for [#logDerivatives].
    ///
    /// @param draw its number, from 0
    /// @param draws how many there will be
    void keep(int draw, int draws);

    /// The derivatives of log psi, draw by draw.
    ///
    /// @param draws 1 for those at the last configurations, else how many were kept
    LogDerivatives logDerivatives(int draws);

    /// The share of accepted proposals in the last iteration, NaN if nothing is proposed.
    double acceptance();

    /// What an iteration tells besides, for metrics.jsonl.
    List<Measurement> measurements();

    /// The exact or published energy, null if none is known.
    @Nullable
    Reference reference();

    /// The unit of the energy.
    String unit();

    /// What is between zero and the energies of arbitrary states: for spins the energy at infinite temperature.
    double centre();

    /// How far energies lie from the centre at most; may be infinite.
    double halfWidth();

    /// What may help where a wave function becomes too large to be evaluated.
    String remedy();

    /// Whether the observables are converged.
    Convergence verdict();

    /// What else is to be looked at in the end, and would not change with more draws.
    Convergence remarks();

    /// The observables.
    Observations.Findings findings();

    /// The configurations, for samples.npz.
    NamedArray configurations();

    /// Puts everything that further iterations depend on into a state.
    void addTo(State state);

    /// Goes back to what [#addTo] put.
    ///
    /// @param draws how often [#draw] was called
    /// @throws IllegalArgumentException if the state does not fit
    void restore(State state, int draws);
}
