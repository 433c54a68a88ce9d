package ansatz.observable;

import ansatz.lattice.Lattice;
import ansatz.lattice.Spins;
import ansatz.model.Walkers;
import ansatz.model.WaveFunction;
import ansatz.problem.ExactDiagonalization;
import ansatz.problem.SpinProblem;
import ansatz.problem.StateVector;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import java.util.List;
import java.util.OptionalInt;

/// The fidelity with the exact state phi, F = |<psi|phi>|^2 / (<psi|psi> <phi|phi>) = |<r>|^2 / <|r|^2> with
/// r = phi/psi.
@Name(
        value = "fidelity",
        summary = "Fidelity with the exact state, |<psi|phi>|^2, on small lattices",
        exact = "1 is the exact state")
public record Fidelity() implements Observable {
    /// No key.
    public static final Fidelity DEFAULTS = new Fidelity();

    @Override
    public String label() {
        return "fidelity";
    }

    @Override
    public double columns(Lattice lattice) {
        return 3;
    }

    @Override
    public void check(SpinProblem problem, boolean complex, OptionalInt sector, Problems problems) {
        if (problem.lattice().sites() > ExactDiagonalization.MOST_SITES) {
            problems.add(
                    "",
                    "needs the exact state, which is not known of "
                            + problem.lattice().sites() + " sites");
        }
    }

    @Override
    public Estimator on(Setting setting) {
        StateVector phi = setting.exact()
                .get()
                .orElseThrow(() -> new IllegalArgumentException("observables: fidelity needs the exact state, which is"
                        + " known only of small lattices where no other state has the same energy"));
        return new Ratios(setting.psi(), phi);
    }

    private static final class Ratios implements Estimator {
        private final WaveFunction psi;
        private final StateVector phi;
        /// Where |phi| is largest: both states are divided by their amplitudes there.
        private final int peak;

        private double[] theta = {};
        private double logPeak;
        private double phasePeak;

        Ratios(WaveFunction psi, StateVector phi) {
            this.psi = psi;
            this.phi = phi;
            int largest = 0;
            for (int s = 0; s < phi.re().length; s++) {
                largest = phi.probability(s) > phi.probability(largest) ? s : largest;
            }
            this.peak = largest;
        }

        @Override
        public List<Quantity> quantities() {
            return List.of(Quantity.function("fidelity", List.of(0, 1, 2), m -> (m[0] * m[0] + m[1] * m[1]) / m[2]));
        }

        @Override
        public int columns() {
            return 3;
        }

        @Override
        public void bind(double[] parameters) {
            theta = parameters.clone();
            var spins = new Spins(psi.sites(), 1);
            for (int i = 0; i < psi.sites(); i++) {
                spins.set(i, 0, (peak >> i & 1) == 1);
            }
            var log = new double[1];
            var phase = new double[1];
            psi.logAmplitudes(theta, spins, log, phase);
            logPeak = log[0];
            phasePeak = phase[0];
        }

        @Override
        public void visit(int block, int first, Walkers walkers, double[][] out) {
            Spins s = walkers.spins();
            var log = new double[s.count()];
            var phase = new double[s.count()];
            psi.logAmplitudes(theta, s, log, phase);
            for (int n = 0; n < s.count(); n++) {
                int number = 0;
                for (int i = 0; i < s.sites(); i++) {
                    number |= s.get(i, n) < 0 ? 1 << i : 0;
                }
                double r = Math.sqrt(phi.probability(number) / phi.probability(peak)) * Math.exp(logPeak - log[n]);
                double angle = angle(number) - angle(peak) + phasePeak - phase[n];
                out[0][first + n] = r * Math.cos(angle);
                out[1][first + n] = r * Math.sin(angle);
                out[2][first + n] = r * r;
            }
        }

        private double angle(int s) {
            return Math.atan2(phi.im()[s], phi.re()[s]);
        }

        @Override
        public double[] exact(StateVector state) {
            return new double[] {1, 0, 1};
        }
    }
}
