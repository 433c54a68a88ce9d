package ansatz.continuum.sampler;

import ansatz.continuum.model.PlainDeterminants;
import ansatz.continuum.space.ParticleSystem;
import ansatz.continuum.space.Particles;
import ansatz.engine.array.Array;
import ansatz.engine.array.Shape;
import ansatz.engine.linalg.Lu;

/// Determinants whose inverse matrices follow the moves of single particles. With M_ia = phi_a(x_i) and row i
/// replaced
/// by v, det M'/det M = v . c with c column i of M^-1, and
///
///     M'^-1 = M^-1 - c (v M^-1 - e_i)/(v . c)
///
/// (J. Sherman and W. J. Morrison, Ann. Math. Stat. 21, 124 (1950)): n multiplications for a proposal and n^2 for
/// one
/// that is accepted, in place of n^3 for each. The inverse is computed from its matrix at the beginning of each
/// iteration, and wherever the row that was put in last shows that it has drifted.
final class RankOne implements LogRatios {
    /// How far v M'^-1 may be from e_i. An inverse that is off by that changes log |psi| by as much.
    private static final double DRIFT = 1e-9;

    private final PlainDeterminants psi;
    private final int count;
    private final int width;
    private final int dimension;
    private final Particles particles;
    /// The parameters of the determinants, and those of the other factors.
    private double[] own = {};

    private double[] without = {};

    /// By species M and M^-1 of each walker, `[walker][n][n]`; the inverse is kept as its transpose, so that column
    /// i is
    /// contiguous.
    private final double[][] matrices;

    private final double[][] inverses;
    /// The row that is proposed for each walker, after the logarithm of its common factor, and that factor of each
    /// particle where it is, `[walker][particle]`.
    private final double[][] proposed;

    private final double[] envelopes;
    /// v M^-1, and det M'/det M by walker.
    private final double[] image;

    private final double[] ratios;
    /// log |psi| without the determinants, before and after.
    private final double[] others;

    private final double[] othersNext;
    private final double[] moved;

    RankOne(PlainDeterminants psi, int count) {
        ParticleSystem system = psi.system();
        this.psi = psi;
        this.count = count;
        this.width = system.coordinates();
        this.dimension = system.space().dimension();
        this.particles = system.particles();
        int species = particles.species().size();
        this.matrices = new double[species][];
        this.inverses = new double[species][];
        this.proposed = new double[species][];
        int most = 0;
        for (int s = 0; s < species; s++) {
            int n = particles.species().get(s).count();
            matrices[s] = new double[count * n * n];
            inverses[s] = new double[count * n * n];
            proposed[s] = new double[count * (1 + n)];
            most = Math.max(most, n);
        }
        this.envelopes = new double[count * particles.count()];
        this.image = new double[most];
        this.ratios = new double[count];
        this.others = new double[count];
        this.othersNext = new double[count];
        this.moved = new double[count * dimension];
    }

    @Override
    public void begin(double[] parameters, double[] x, double[] at) {
        own = psi.own(parameters);
        without = psi.without(parameters);
        psi.others(without, x, count, others);
        System.arraycopy(others, 0, at, 0, count);
        for (int s = 0; s < matrices.length; s++) {
            int n = particles.species().get(s).count();
            int first = particles.first(s);
            for (int i = 0; i < n; i++) {
                rows(s, first + i, x);
                for (int w = 0; w < count; w++) {
                    System.arraycopy(proposed[s], w * (1 + n) + 1, matrices[s], (w * n + i) * n, n);
                    double envelope = proposed[s][w * (1 + n)];
                    envelopes[w * particles.count() + first + i] = envelope;
                    at[w] += envelope;
                }
            }
            for (int w = 0; w < count; w++) {
                at[w] += invert(s, w);
            }
        }
    }

    /// The orbitals of one particle of all walkers.
    private void rows(int species, int particle, double[] x) {
        for (int w = 0; w < count; w++) {
            System.arraycopy(x, w * width + particle * dimension, moved, w * dimension, dimension);
        }
        psi.orbitals(own, species, moved, count, proposed[species]);
    }

    /// Computes the inverse of a walker's matrix.
    ///
    /// @return the logarithm of the determinant's modulus
    private double invert(int s, int w) {
        int n = particles.species().get(s).count();
        var m = new double[n * n];
        System.arraycopy(matrices[s], w * n * n, m, 0, m.length);
        var lu = Lu.of(new Array(Shape.of(n, n), m));
        if (lu.singular()) {
            return Double.NEGATIVE_INFINITY;
        }
        double[] inverse = lu.inverse().values();
        for (int a = 0; a < n; a++) {
            for (int i = 0; i < n; i++) {
                inverses[s][(w * n + i) * n + a] = inverse[a * n + i];
            }
        }
        return lu.logDeterminant();
    }

    @Override
    public void propose(int particle, double[] at, double[] y, double[] next) {
        int s = particles.speciesOf(particle);
        int n = particles.species().get(s).count();
        int i = particle - particles.first(s);
        rows(s, particle, y);
        psi.others(without, y, count, othersNext);
        for (int w = 0; w < count; w++) {
            int v = w * (1 + n);
            double ratio = 0;
            for (int a = 0; a < n; a++) {
                ratio += proposed[s][v + 1 + a] * inverses[s][(w * n + i) * n + a];
            }
            ratios[w] = ratio;
            next[w] = at[w]
                    + Math.log(Math.abs(ratio))
                    + (proposed[s][v] - envelopes[w * particles.count() + particle])
                    + (othersNext[w] - others[w]);
        }
    }

    @Override
    public void accept(int w, int particle) {
        int s = particles.speciesOf(particle);
        int n = particles.species().get(s).count();
        int i = particle - particles.first(s);
        int v = w * (1 + n);
        others[w] = othersNext[w];
        envelopes[w * particles.count() + particle] = proposed[s][v];
        System.arraycopy(proposed[s], v + 1, matrices[s], (w * n + i) * n, n);
        double[] inverse = inverses[s];
        int block = w * n * n;
        for (int j = 0; j < n; j++) {
            image[j] = dot(proposed[s], v + 1, inverse, block + j * n, n);
        }
        int column = block + i * n;
        for (int j = 0; j < n; j++) {
            if (j != i) {
                double factor = image[j] / ratios[w];
                for (int a = 0; a < n; a++) {
                    inverse[block + j * n + a] -= factor * inverse[column + a];
                }
            }
        }
        for (int a = 0; a < n; a++) {
            inverse[column + a] /= ratios[w];
        }
        double off = 0;
        for (int j = 0; j < n; j++) {
            double product = dot(proposed[s], v + 1, inverse, block + j * n, n);
            off = Math.max(off, Math.abs(product - (j == i ? 1 : 0)));
        }
        // not a number counts as drifted
        if (!(off <= DRIFT)) {
            invert(s, w);
        }
    }

    private static double dot(double[] a, int ao, double[] b, int bo, int n) {
        double sum = 0;
        for (int k = 0; k < n; k++) {
            sum += a[ao + k] * b[bo + k];
        }
        return sum;
    }
}
