package ansatz.continuum.observable;

import ansatz.continuum.cost.Exchanges;
import ansatz.continuum.space.ParticleSystem;
import ansatz.continuum.space.Space;
import ansatz.observable.Quantity;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import java.util.ArrayList;
import java.util.List;

/// The pair distribution of fermions of spin 1/2 on a torus by the total spin of the pair,
///
///     g_S(r) = V/(N_u N_d) sum_(i != j) <P^S_ij delta(x_ij - r)>,   P^S = (1 - s_i.s_j)/4,
///     g_T(r) = V/(N^2 - N_u N_d) sum_(i != j) <(1 - P^S_ij) delta(x_ij - r)>,
///
/// each point the mean over a spherical shell up to L/2, distances those of the nearest images. With fixed z
/// components of the spins P^S is (1 + P_ij)/2 for opposite spins, P_ij the exchange of positions, and 0 for equal
/// ones: its local value is (1 + psi(P_ij x)/psi(x))/2. Far apart exchanges average out, so that g_S is 1 for
/// independent particles, and g_T for many of them.
@Name(
        value = "spin-pairs",
        summary = "Pair distributions on a torus up to r = L/2 of pairs with total spin 0 and 1",
        cite = "B. Fore and others, Phys. Rev. Research 5, 033062 (2023)",
        exact = "free fermions, equal numbers n of both spins: 1 + and 1 - |sum_k exp(i k.r)|^2/n^2")
public record SpinPairs(
        @Key(value = "parts of the curves, from 0 to L/2", min = 1, max = 10_000)
        int bins) implements ParticleObservable {

    /// Twenty parts: exchanges have broad distributions.
    public static final SpinPairs DEFAULTS = new SpinPairs(20);

    @Override
    public String label() {
        return "spin_pairs";
    }

    @Override
    public double columns(ParticleSystem system) {
        return 2.0 * bins;
    }

    @Override
    public void check(ParticleSystem system, Problems problems) {
        if (!(system.space() instanceof Space.Torus)) {
            problems.add("", "compares with a uniform density, which only a torus has, but space is open");
        } else if (!spinHalf(system)) {
            problems.add("", "wants fermions with spin up and others with spin down; there must be both");
        }
    }

    private static boolean spinHalf(ParticleSystem system) {
        var species = system.particles().species();
        return species.size() == 2
                && species.stream().allMatch(each -> each.fermions())
                && species.get(0).name().equals("up")
                && species.get(1).name().equals("down");
    }

    @Override
    public ParticleEstimator on(ParticleSystem system, String length) {
        if (!(system.space() instanceof Space.Torus torus) || !spinHalf(system)) {
            throw new IllegalArgumentException("pairs of spins 1/2 are counted on a torus that holds both");
        }
        var shells = new Shells(bins, torus.length() / 2);
        double up = system.particles().species().get(0).count();
        double down = system.particles().species().get(1).count();
        double all = (up + down) * (up + down);
        var weights = new double[2 * bins];
        for (int part = 0; part < bins; part++) {
            // each pair stands for two ordered ones
            double one = 2 * torus.volume() / shells.volume(part, torus.dimension());
            weights[part] = one / (up * down);
            weights[bins + part] = one / (all - up * down);
        }
        var quantities = new ArrayList<Quantity>();
        quantities.addAll(shells.curve(label() + "_singlet", "distance", length, "", 0));
        quantities.addAll(shells.curve(label() + "_triplet", "distance", length, "", bins));
        var opposite = new ArrayList<int[]>();
        var same = new ArrayList<int[]>();
        Channel.of(system)
                .forEach(
                        channel -> (channel.name().equals(Channel.OPPOSITE) ? opposite : same).addAll(channel.pairs()));
        var counted = new Counted(system, shells, weights, same, opposite.toArray(int[][]::new), torus.length());
        return new ParticleEstimator(quantities, 2 * bins, weights, counted::write);
    }

    /// @param weights by part: of singlets, then of triplets
    private record Counted(
            ParticleSystem system, Shells shells, double[] weights, List<int[]> same, int[][] opposite, double length) {
        void write(ParticleEstimator.Drawn drawn, int from, int to, double[][] out) {
            int bins = shells.count();
            double[] ratios =
                    Exchanges.ratios(drawn.psi(), drawn.theta(), drawn.positions(), from, to - from, opposite);
            for (int n = from; n < to; n++) {
                for (double[] column : out) {
                    column[n] = 0;
                }
                for (int p = 0; p < opposite.length; p++) {
                    int part = part(drawn.positions(), n, opposite[p]);
                    if (part < bins) {
                        double singlet = 0.5 * (1 + ratios[(n - from) * opposite.length + p]);
                        out[part][n] += weights[part] * singlet;
                        out[bins + part][n] += weights[bins + part] * (1 - singlet);
                    }
                }
                for (int[] pair : same) {
                    int part = part(drawn.positions(), n, pair);
                    if (part < bins) {
                        out[bins + part][n] += weights[bins + part];
                    }
                }
            }
        }

        private int part(double[] x, int walker, int[] pair) {
            int d = system.space().dimension();
            int at = walker * system.coordinates();
            return shells.of(Channel.distance(x, at + pair[0] * d, at + pair[1] * d, d, length));
        }
    }
}
