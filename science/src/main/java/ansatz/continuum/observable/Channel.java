package ansatz.continuum.observable;

import ansatz.continuum.space.ParticleSystem;
import ansatz.continuum.space.Space;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Pairs of particles by what they are: those of one species and those of different ones, such as electrons of the
/// same and of opposite spin.
///
/// @param name of the pairs in a result
/// @param pairs `{i, j}` with i < j
/// @param products sum N_a^2 over the species, or 2 sum N_a N_b over the pairs of them: the pairs of independent
/// particles, each counted twice
record Channel(String name, List<int[]> pairs, double products) {
    /// The name of pairs of different species.
    static final String OPPOSITE = "opposite";

    /// The channels that have a pair.
    static List<Channel> of(ParticleSystem system) {
        var particles = system.particles();
        int n = particles.count();
        var same = new ArrayList<int[]>();
        var opposite = new ArrayList<int[]>();
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                (particles.speciesOf(i) == particles.speciesOf(j) ? same : opposite).add(new int[] {i, j});
            }
        }
        double squares = 0;
        for (var species : particles.species()) {
            squares += (double) species.count() * species.count();
        }
        var channels = new ArrayList<Channel>();
        if (!same.isEmpty()) {
            channels.add(new Channel("same", same, squares));
        }
        if (!opposite.isEmpty()) {
            channels.add(new Channel(OPPOSITE, opposite, (double) n * n - squares));
        }
        return channels;
    }

    /// How many there are, at most. Cheap.
    static int most(ParticleSystem system) {
        return Math.min(2, system.particles().species().size());
    }

    /// The weights of all channels, one after the other.
    static double[] joined(double[][] weights) {
        return Arrays.stream(weights).flatMapToDouble(Arrays::stream).toArray();
    }

    /// Counts the pairs of some walkers by their distance: `out[first + part][walker]` is the number of pairs times
    /// the weight of the part; pairs beyond the last part are left out. On a torus distances are those of the
    /// nearest
    /// images.
    ///
    /// @param weights by part
    void count(
            ParticleSystem system,
            Shells shells,
            double[] weights,
            double[] x,
            int from,
            int to,
            double[][] out,
            int first) {
        int d = system.space().dimension();
        double length = system.space() instanceof Space.Torus torus ? torus.length() : Double.POSITIVE_INFINITY;
        for (int n = from; n < to; n++) {
            for (int part = 0; part < shells.count(); part++) {
                out[first + part][n] = 0;
            }
            int walker = n * system.coordinates();
            for (int[] pair : pairs) {
                int part = shells.of(distance(x, walker + pair[0] * d, walker + pair[1] * d, d, length));
                if (part < shells.count()) {
                    out[first + part][n] += weights[part];
                }
            }
        }
    }

    /// The distance of two particles whose first coordinates are those of number i and j.
    ///
    /// @param length of a torus, where it is that of the nearest images; infinite in open space
    static double distance(double[] x, int i, int j, int d, double length) {
        double square = 0;
        for (int a = 0; a < d; a++) {
            double off = x[i + a] - x[j + a];
            if (length < Double.POSITIVE_INFINITY) {
                off -= length * Math.rint(off / length);
            }
            square += off * off;
        }
        return Math.sqrt(square);
    }
}
