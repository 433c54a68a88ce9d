package ansatz.observable;

import ansatz.lattice.Lattice;
import ansatz.lattice.Spins;
import ansatz.model.WaveFunction;
import ansatz.problem.SpinProblem;
import ansatz.problem.StateVector;
import ansatz.sampler.Sampling;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;

/// The Rényi entropy of second order of a set A of sites, S_2 = -ln Tr rho_A^2, which measures how much A is
/// entangled
/// with the rest.
///
/// The purity is the mean of psi(t_A s_B) psi(s_A t_B) / (psi(s) psi(t)) over two independent configurations s, t
/// (M. B. Hastings, I. González, A. B. Kallin, R. G. Melko, Phys. Rev. Lett. 104, 157201 (2010)); here they are
/// those of neighbouring chains.
@Name(
        value = "renyi-entropy",
        summary = "Rényi-2 entanglement entropy of a set of sites, S_2 = -ln Tr rho_A^2, from pairs of chains",
        cite = "M. B. Hastings, I. González, A. B. Kallin, R. G. Melko, Phys. Rev. Lett. 104, 157201 (2010)",
        exact = "small lattices: Lanczos")
public record RenyiEntropy(
        @Key(value = "name of the result: lower case letters, digits and underscores", min = 1, max = 60)
        String name,

        @Key(value = "the sites of A; none stands for the first half", min = 0, max = 1e9)
        List<Integer> sites)
        implements Observable {

    /// The first half of the sites.
    public static final RenyiEntropy DEFAULTS = new RenyiEntropy("renyi_entropy", List.of());

    public RenyiEntropy {
        sites = List.copyOf(sites);
    }

    /// Of some sites.
    public static RenyiEntropy of(String name, Integer... sites) {
        return new RenyiEntropy(name, List.of(sites));
    }

    @Override
    public String label() {
        return name;
    }

    @Override
    public double columns(Lattice lattice) {
        return 1;
    }

    @Override
    public void check(SpinProblem problem, boolean complex, OptionalInt sector, Problems problems) {
        Observable.checkName(name, problems);
        int n = problem.lattice().sites();
        var seen = new HashSet<Integer>();
        for (int site : sites) {
            if (site >= n) {
                problems.add("sites", "holds " + site + "; the sites are 0 to " + (n - 1));
                return;
            }
            if (!seen.add(site)) {
                problems.add("sites", "holds " + site + " twice; each site stands once");
                return;
            }
        }
    }

    @Override
    public Estimator on(Setting setting) {
        int n = setting.psi().sites();
        var inside = new boolean[n];
        for (int i = 0; i < n / 2 && sites.isEmpty(); i++) {
            inside[i] = true;
        }
        sites.forEach(site -> inside[site] = true);
        return new Swaps(
                name, setting.psi(), setting.sampling(), setting.sector().isPresent(), inside);
    }

    private static final class Swaps implements Estimator {
        private final String name;
        private final WaveFunction psi;
        private final Sampling sampling;
        private final boolean fixed;
        private final boolean[] inside;
        private double[] theta = {};

        Swaps(String name, WaveFunction psi, Sampling sampling, boolean fixed, boolean[] inside) {
            this.name = name;
            this.psi = psi;
            this.sampling = sampling;
            this.fixed = fixed;
            this.inside = inside;
        }

        @Override
        public List<Quantity> quantities() {
            return List.of(Quantity.function(name, List.of(0), m -> -Math.log(m[0])));
        }

        @Override
        public int columns() {
            return 1;
        }

        @Override
        public void bind(double[] parameters) {
            theta = parameters.clone();
        }

        @Override
        public void complete(double[][] out) {
            if (!sampling.stochastic()) {
                fillWithPurity(out[0]);
                return;
            }
            pairs(out[0]);
        }

        /// Both chains of a pair take its value.
        private void pairs(double[] out) {
            int n = psi.sites();
            int chains = out.length;
            int pairs = chains / 2;
            var original = new Spins(n, chains);
            var swapped = new Spins(n, chains);
            int at = 0;
            for (var walkers : sampling.ensemble().blocks()) {
                Spins s = walkers.spins();
                for (int c = 0; c < s.count(); c++, at++) {
                    for (int i = 0; i < n; i++) {
                        original.set(i, at, s.get(i, c) < 0);
                    }
                }
            }
            for (int c = 0; c < chains; c++) {
                int partner = c < 2 * pairs ? c ^ 1 : c - 1;
                for (int i = 0; i < n; i++) {
                    swapped.set(i, c, original.get(i, inside[i] ? partner : c) < 0);
                }
            }
            var log = new double[chains];
            var phase = new double[chains];
            var logSwapped = new double[chains];
            var phaseSwapped = new double[chains];
            psi.logAmplitudes(theta, original, log, phase);
            psi.logAmplitudes(theta, swapped, logSwapped, phaseSwapped);
            for (int p = 0; p < pairs; p++) {
                int a = 2 * p;
                int b = a + 1;
                // the mean of the imaginary part is 0
                double ratio = Math.exp(logSwapped[a] + logSwapped[b] - log[a] - log[b])
                        * Math.cos(phaseSwapped[a] + phaseSwapped[b] - phase[a] - phase[b]);
                // between sectors psi is 0, whatever the model gives there
                out[a] = fixed && sum(original, a) != sum(original, b) ? 0 : ratio;
                out[b] = out[a];
            }
            if (chains % 2 == 1) {
                out[chains - 1] = out[chains - 2];
            }
        }

        private double sum(Spins spins, int chain) {
            double sum = 0;
            for (int i = 0; i < inside.length; i++) {
                sum += inside[i] ? spins.get(i, chain) : 0;
            }
            return sum;
        }

        private void fillWithPurity(double[] out) {
            double[] w = sampling.weights();
            var re = new double[w.length];
            var im = new double[w.length];
            int at = 0;
            for (var walkers : sampling.ensemble().blocks()) {
                Spins s = walkers.spins();
                var phase = new double[s.count()];
                psi.logAmplitudes(theta, s, new double[s.count()], phase);
                for (int c = 0; c < s.count(); c++, at++) {
                    re[at] = Math.sqrt(w[at]) * Math.cos(phase[c]);
                    im[at] = Math.sqrt(w[at]) * Math.sin(phase[c]);
                }
            }
            Arrays.fill(out, purity(re, im));
        }

        @Override
        public double[] exact(StateVector state) {
            return new double[] {purity(state.re(), state.im())};
        }

        /// Tr rho_A^2 = sum over pairs b, b' of configurations of the smaller part of <b|rho|b'>^2.
        private double purity(double[] re, double[] im) {
            int n = inside.length;
            int size = 0;
            for (boolean in : inside) {
                size += in ? 1 : 0;
            }
            // both parts have the same purity
            boolean small = 2 * size <= n;
            int rows = 1 << (small ? size : n - size);
            int columns = re.length / rows;
            var x = new double[rows][columns];
            var y = new double[rows][columns];
            for (int s = 0; s < re.length; s++) {
                int row = 0;
                int column = 0;
                int r = 0;
                int c = 0;
                for (int i = 0; i < n; i++) {
                    int bit = s >> i & 1;
                    if (inside[i] == small) {
                        row |= bit << r++;
                    } else {
                        column |= bit << c++;
                    }
                }
                x[row][column] = re[s];
                y[row][column] = im[s];
            }
            double sum = 0;
            for (int a = 0; a < rows; a++) {
                for (int b = 0; b <= a; b++) {
                    double elementRe = 0;
                    double elementIm = 0;
                    for (int c = 0; c < columns; c++) {
                        elementRe += x[a][c] * x[b][c] + y[a][c] * y[b][c];
                        elementIm += y[a][c] * x[b][c] - x[a][c] * y[b][c];
                    }
                    sum += (a == b ? 1 : 2) * (elementRe * elementRe + elementIm * elementIm);
                }
            }
            return sum;
        }
    }
}
