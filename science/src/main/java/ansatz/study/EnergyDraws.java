package ansatz.study;

import ansatz.schema.Reference;
import ansatz.statistics.Chains;
import ansatz.statistics.Convergence;
import ansatz.statistics.Estimate;
import ansatz.statistics.Jackknife;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The local energies of an evaluation, draw by draw, and what they tell: the energy, the energy of a site or a
/// particle, the variance and, of spins, the V-score.
final class EnergyDraws {
    private static final String VARIANCE = "variance";
    private static final String V_SCORE = "v_score";

    private final Share share;
    private final @Nullable Reference reference;
    private final String unit;
    private final boolean complex;
    /// Real parts and, of a complex wave function, imaginary parts by draw.
    private final List<double[]> real = new ArrayList<>();

    private final List<double[]> imaginary = new ArrayList<>();
    private double acceptances;

    /// What the energy is divided among.
    ///
    /// @param count how many sites or particles there are
    /// @param name of the energy of one of them, as a result
    /// @param infinite the energy at infinite temperature, NaN where there is none: then no V-score here
    record Share(int count, String name, double infinite) {
        /// The results that a known energy says.
        Map<String, Reference> known(Optional<Reference> energy) {
            return energy.map(total -> Map.of(
                            Measurement.ENERGY,
                            total,
                            name,
                            new Reference(total.value() / count, total.error() / count, total.kind(), total.source())))
                    .orElse(Map.of());
        }
    }

    EnergyDraws(Share share, @Nullable Reference reference, String unit, boolean complex) {
        this.share = share;
        this.reference = reference;
        this.unit = unit;
        this.complex = complex;
    }

    /// Takes one draw of each chain.
    void add(Sampled sampled) {
        real.add(sampled.energies().clone());
        imaginary.add(sampled.imaginary());
        acceptances += sampled.acceptance();
    }

    int size() {
        return real.size();
    }

    Spread spread() {
        return Spread.of(real);
    }

    Chains chains() {
        return Chains.ofDraws(real.toArray(double[][]::new));
    }

    /// What many draws of chains tell, the energy first.
    List<Result> results(Estimate.MonteCarlo energy) {
        var results = new ArrayList<Result>();
        addEnergies(results, "Monte Carlo", energy.mean(), energy.error(), energy.tau(), energy.rhat(), energy.ess());
        double[][] squares = squares(energy.mean());
        // the variance is the mean of the squared deviations, each chain giving one a draw
        var variance = Chains.ofDraws(squares).estimate();
        results.add(new Result(
                VARIANCE,
                variance.mean(),
                variance.error(),
                Measurement.squared(unit),
                "Monte Carlo",
                variance.tau(),
                variance.rhat(),
                variance.ess(),
                null));
        if (!Double.isNaN(share.infinite)) {
            var score = vScore(energy.mean(), squares);
            results.add(new Result(
                    V_SCORE, score.mean(), score.error(), "", "jackknife", Double.NaN, Double.NaN, Double.NaN, null));
        }
        return results;
    }

    /// What the one draw of all configurations tells, the energy first.
    ///
    /// @param weights the probability of each configuration
    List<Result> results(double[] weights) {
        var results = new ArrayList<Result>();
        double mean = weighted(weights, real.getFirst());
        double variance = weighted(weights, squares(0, mean));
        addEnergies(results, "exact", mean, 0, Double.NaN, Double.NaN, Double.NaN);
        results.add(new Result(
                VARIANCE, variance, 0, Measurement.squared(unit), "exact", Double.NaN, Double.NaN, Double.NaN, null));
        results.add(
                new Result(V_SCORE, vScore(mean, variance), 0, "", "exact", Double.NaN, Double.NaN, Double.NaN, null));
        return results;
    }

    /// Judges many draws of chains.
    ///
    /// @param direct whether draws are independent, so that no acceptance is to be judged
    /// @param wanted the error that the study asks for
    Convergence verdict(Chains.Diagnosis diagnosis, boolean direct, double wanted) {
        return Convergence.of(Measurement.ENERGY, diagnosis)
                .and(direct ? new Convergence(List.of()) : Convergence.ofAcceptance(acceptances / size()))
                .and(Convergence.ofError(
                        Measurement.ENERGY, diagnosis.estimate().error(), wanted, unit, size()));
    }

    private static double weighted(double[] weights, double[] values) {
        double sum = 0;
        for (int n = 0; n < weights.length; n++) {
            sum += weights[n] * values[n];
        }
        return sum;
    }

    private void addEnergies(
            List<Result> results, String method, double mean, double error, double tau, double rHat, double ess) {
        var known = share.known(Optional.ofNullable(reference));
        results.add(new Result(
                Measurement.ENERGY, mean, error, unit, method, tau, rHat, ess, known.get(Measurement.ENERGY)));
        results.add(new Result(
                share.name,
                mean / share.count,
                error / share.count,
                unit,
                method,
                tau,
                rHat,
                ess,
                known.get(share.name)));
    }

    /// |E_L - mean|^2 of a draw; the mean is real, as the Hamiltonian is Hermitian.
    private double[] squares(int draw, double mean) {
        double[] squares = real.get(draw).clone();
        double[] im = imaginary.get(draw);
        for (int n = 0; n < squares.length; n++) {
            squares[n] = (squares[n] - mean) * (squares[n] - mean);
        }
        for (int n = 0; n < im.length; n++) {
            squares[n] += im[n] * im[n];
        }
        return squares;
    }

    private double[][] squares(double mean) {
        var squares = new double[size()][];
        for (int k = 0; k < squares.length; k++) {
            squares[k] = squares(k, mean);
        }
        return squares;
    }

    /// The V-score N Var(E) / (E - E_inf)^2, with the energy E_inf at infinite temperature: near 0 for an
    /// eigenstate, whatever the system (D. Wu and others, Science 386, 296 (2024)).
    private double vScore(double energy, double variance) {
        double distance = energy - share.infinite;
        return share.count * variance / (distance * distance);
    }

    private Estimate.Jackknife vScore(double mean, double[][] squares) {
        var deviations = new double[squares.length][];
        for (int k = 0; k < squares.length; k++) {
            deviations[k] = real.get(k).clone();
            for (int n = 0; n < squares[k].length; n++) {
                deviations[k][n] -= mean;
            }
        }
        return Jackknife.of(
                List.of(Chains.ofDraws(deviations), Chains.ofDraws(squares)),
                m -> vScore(mean + m[0], m[1] - m[0] * m[0]));
    }

    void addTo(State state) {
        state.put("draws", joined(real)).put("acceptances", acceptances);
        if (complex) {
            state.put("imaginary_draws", joined(imaginary));
        }
    }

    private static double[] joined(List<double[]> lists) {
        return lists.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    /// @param chains the configurations in a draw
    /// @throws IllegalArgumentException if the draws have another number of configurations
    void restore(State state, int chains) {
        double[] kept = state.doubles("draws", -1);
        double[] keptImaginary = complex ? state.doubles("imaginary_draws", kept.length) : new double[0];
        if (kept.length % chains != 0) {
            throw new IllegalArgumentException("the saved draws have " + kept.length + " values; this study has "
                    + chains + " configurations in a draw");
        }
        real.clear();
        imaginary.clear();
        for (int k = 0; k < kept.length; k += chains) {
            real.add(Arrays.copyOfRange(kept, k, k + chains));
            imaginary.add(complex ? Arrays.copyOfRange(keptImaginary, k, k + chains) : new double[0]);
        }
        acceptances = state.real("acceptances");
    }
}
