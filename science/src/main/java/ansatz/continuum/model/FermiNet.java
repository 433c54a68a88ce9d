package ansatz.continuum.model;

import ansatz.continuum.space.ParticleSystem;
import ansatz.engine.trace.Initial;
import ansatz.engine.trace.Trace;
import ansatz.engine.trace.Value;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import java.util.ArrayList;
import java.util.List;

/// Generalised determinants: each orbital depends on where all particles are, symmetrically in the others. A stream
/// of particles h_i and one of pairs g_ij,
///
///     h_i <- h_i + tanh(V (h_i, <h>_alike, <h>_other, <g_i>_alike, <g_i>_other) + b),   g_ij <- g_ij + tanh(U g_ij
/// + c)
///
/// (without h_i +, g_ij + in the first layer), with <> 1/n times the sum over the species of i or over the others,
/// and psi = sum_k w_k prod_species det M_k, M_k,ia = sum_b phi_b(x_i) (delta_ab + F_kab(h_i)). The orbitals phi
/// bring nuclear cusps and fall off; the streams are smooth where particles meet, so that a Jastrow factor beside
/// this state keeps its cusps.
@Name(
        value = "fermi-net",
        summary = "Generalised determinants of streams of particles and pairs, psi = sum_k w_k prod_species det M_k",
        cite =
                "D. Pfau, J. S. Spencer, A. G. D. G. Matthews and W. M. C. Foulkes, Phys. Rev. Research 2, 033429 (2020)")
public record FermiNet(
        @Key("functions of one particle") Orbitals orbitals,

        @Key(value = "determinants of each species", min = 1, max = 1000)
        int determinants,

        @Key(value = "layers of both streams", min = 1, max = 20)
        int layers,

        @Key(value = "width of the stream of particles", min = 1, max = 10_000)
        int particleWidth,

        @Key(value = "width of the stream of pairs", min = 1, max = 10_000)
        int pairWidth,

        @Key(value = "standard deviation of the first F", min = 0, max = 10)
        double deviation)
        implements ParticleModel {

    /// Four determinants of oscillator orbitals, two layers.
    public static final FermiNet DEFAULTS = new FermiNet(HarmonicOscillator.DEFAULTS, 4, 2, 32, 16, 0.01);

    /// The same state with other orbitals.
    public FermiNet orbitals(Orbitals other) {
        return new FermiNet(other, determinants, layers, particleWidth, pairWidth, deviation);
    }

    @Override
    public double parameterCount(ParticleSystem system) {
        double h = Separations.featureCount(system.space());
        double g = Grid.pairFeatures(system.space());
        double count = orbitals.parameterCount(Occupied.most(system), system) + determinants;
        for (int l = 0; l < layers; l++) {
            count += (3 * h + 2 * g + 1) * particleWidth;
            if (l < layers - 1) {
                count += (g + 1) * pairWidth;
                g = pairWidth;
            }
            h = particleWidth;
        }
        for (int n : Occupied.distinct(system)) {
            count += (h + 1) * determinants * n * n;
        }
        return count;
    }

    @Override
    public void check(ParticleSystem system, Problems problems) {
        Requirements.fermions(system, problems);
        Requirements.pairs(system, problems);
        Occupied.check(orbitals, 0, system, problems);
    }

    @Override
    public LogPsi logPsi(Value x, ParticleSystem system) {
        Trace t = x.trace();
        Value h = streams(x, system);
        var rows = orbitals.ofSpecies(x, 0, system);
        var matrices = new ArrayList<Value>();
        int first = 0;
        for (Orbitals.Rows own : rows) {
            int n = own.values().shape().extent(0);
            Value f = Network.affine(
                            h.slice(0, first, first + n),
                            "F.W" + n,
                            "F.b" + n,
                            Initial.normal(deviation / Math.sqrt(particleWidth)),
                            determinants * n * n)
                    .reshape(n, determinants, n, n);
            Value whole = f.plus(Determinants.identity(x, determinants, n, n));
            matrices.add(whole.times(own.values().reshape(n, 1, 1, n)).sum(3).transpose(1, 0, 2));
            first += n;
        }
        Value w = t.parameter("w", Initial.constant(1.0 / determinants), determinants);
        return Orbitals.Rows.enveloped(Determinants.sum(w, matrices), rows);
    }

    private Value streams(Value x, ParticleSystem system) {
        Value h = Separations.features(x, system);
        Value g = Grid.pairs(x, system);
        for (int l = 1; l <= layers; l++) {
            Value all = Value.concat(
                    1,
                    h,
                    means(h, system, true),
                    means(h, system, false),
                    pairMeans(g, system, true),
                    pairMeans(g, system, false));
            Value next = Network.hidden(all, "particle" + l, List.of(particleWidth));
            h = l == 1 ? next : h.plus(next);
            if (l < layers) {
                Value pair = Network.hidden(g, "pair" + l, List.of(pairWidth));
                g = l == 1 ? pair : g.plus(pair);
            }
        }
        return h;
    }

    /// For each particle 1/n times the sum over its species, or over all others.
    private static Value means(Value h, ParticleSystem system, boolean alike) {
        return weights(h, system, alike).contract(h, "ij", "jf", "if");
    }

    private static Value pairMeans(Value g, ParticleSystem system, boolean alike) {
        int n = system.particles().count();
        return g.times(weights(g, system, alike).reshape(n, n, 1)).sum(1);
    }

    /// `[n, n]`: 1/n for those over which the sum is, else 0.
    private static Value weights(Value like, ParticleSystem system, boolean alike) {
        double share = 1.0 / system.particles().count();
        return Grid.alike(like, system, alike ? share : 0, alike ? 0 : share);
    }
}
