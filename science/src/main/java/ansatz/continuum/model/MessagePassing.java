package ansatz.continuum.model;

import ansatz.continuum.space.ParticleSystem;
import ansatz.continuum.space.Space;
import ansatz.engine.array.Shape;
import ansatz.engine.trace.Initial;
import ansatz.engine.trace.Trace;
import ansatz.engine.trace.Value;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// A message-passing neural quantum state. Pairs carry features g_ij, at first those of x_i - x_j, particles h_i,
/// at first those of their position in open space and nothing on a torus. In each of T rounds
///
///     A_ij = sum_k Q_ik K_kj / n^(1/2)   with   Q = W_Q g, K = W_K g, component by component,
///     m_ij = f(A_ij) phi(g_ij),   h_i <- (v_i, F(h_i, sum_j m_ij)),   g_ij <- (v_ij, G(g_ij, m_ij)),
///
/// where v are the features of the beginning. Orbitals take the particles at y_i = x_i + W h_i and have factors
/// of their own, phi_a(y_i) exp(J_a(h_i)); on a torus orbitals that translations mix share theirs, so that psi does
/// not change when all particles move alike.
///
/// The features are smooth where particles meet: a Jastrow factor beside this state keeps its cusps.
@Name(
        value = "message-passing",
        summary = "Message-passing neural state: determinants of moved orbitals phi_a(x_i + W h_i) exp(J_a(h_i))",
        cite = "G. Pescia, J. Nys, J. Kim, A. Lovato and G. Carleo, Phys. Rev. B 110, 035108 (2024)")
public record MessagePassing(
        @Key("functions of one particle") Orbitals orbitals,

        @Key(value = "rounds T of messages", min = 1, max = 10)
        int rounds,

        @Key(value = "width of messages and of what particles and pairs carry", min = 1, max = 1000)
        int width,

        @Key(
                value = "components of queries and keys: products of all triples of particles for each",
                min = 1,
                max = 1000)
        int queries,

        @Key(value = "layers of each network", min = 1, max = 10)
        int layers,

        @Key(value = "standard deviation of the first W and J", min = 0, max = 10)
        double deviation)
        implements ParticleModel {

    /// One round of width 32, 8 queries, on plane waves.
    public static final MessagePassing DEFAULTS = new MessagePassing(PlaneWaves.DEFAULTS, 1, 32, 8, 1, 0.01);

    /// The same state with other orbitals.
    public MessagePassing orbitals(Orbitals other) {
        return new MessagePassing(other, rounds, width, queries, layers, deviation);
    }

    /// The same state of another size.
    public MessagePassing size(int otherRounds, int otherWidth, int otherQueries, int otherLayers) {
        return new MessagePassing(orbitals, otherRounds, otherWidth, otherQueries, otherLayers, deviation);
    }

    private List<Integer> widths() {
        return Collections.nCopies(layers, width);
    }

    private static int own(ParticleSystem system) {
        return system.space() instanceof Space.Open ? Separations.featureCount(system.space()) : 0;
    }

    @Override
    public double parameterCount(ParticleSystem system) {
        int most = Occupied.most(system);
        double v = Grid.pairFeatures(system.space());
        double ownFeatures = own(system);
        double count = orbitals.parameterCount(most, system);
        for (int t = 0; t < rounds; t++) {
            double g = t == 0 ? v : v + width;
            double h = t == 0 ? ownFeatures : ownFeatures + width;
            count += 2 * (g + 1) * queries
                    + Network.count(queries, widths())
                    + Network.count(g, widths())
                    + Network.count(h + width, widths())
                    + (t < rounds - 1 ? Network.count(g + width, widths()) : 0);
        }
        double carried = ownFeatures + width;
        int sets = Arrays.stream(orbitals.sets(most, system)).max().orElse(0) + 1;
        return count + (carried + 1) * sets + carried * system.space().dimension();
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
        int dimension = system.space().dimension();
        Value h = messages(x, system);
        int carried = h.shape().extent(1);
        // W h in lengths of the system
        Value w = t.parameter("W", Initial.normal(deviation * system.scale() / Math.sqrt(carried)), dimension, carried);
        Value y = x.plus(h.linear(w));
        int most = Occupied.most(system);
        int[] sets = orbitals.sets(most, system);
        int count = Arrays.stream(sets).max().orElse(0) + 1;
        Value j = Network.affine(h, "J.W", "J.b", Initial.normal(deviation / Math.sqrt(carried)), count);
        var rows = orbitals.ofSpecies(y, 0, system);
        var matrices = new ArrayList<Value>();
        int first = 0;
        for (Orbitals.Rows own : rows) {
            int n = own.values().shape().extent(0);
            Value factors = spread(j.slice(0, first, first + n), orbitals.sets(n, system));
            matrices.add(own.values().times(factors.exp()));
            first += n;
        }
        return Orbitals.Rows.enveloped(Determinants.product(matrices), rows);
    }

    /// For each orbital the column of its set.
    private static Value spread(Value j, int[] sets) {
        int rows = j.shape().extent(0);
        int columns = j.shape().extent(1);
        var index = new int[rows * sets.length];
        Arrays.setAll(index, k -> k / sets.length * columns + sets[k % sets.length]);
        return j.gather(Shape.of(rows, sets.length), index);
    }

    /// A linear layer whose components come first, `[channels, particles, particles]`: products over particles are
    /// then matrix products, one a channel.
    private static Value channels(Value g, String name, int channels) {
        Trace t = g.trace();
        int inputs = g.shape().extent(2);
        Value w = t.parameter(name + ".W", Initial.fanIn(), channels, inputs);
        Value b = t.parameter(name + ".b", Initial.zeros(), channels);
        return g.contract(w, "ijf", "df", "dij").plus(b.reshape(channels, 1, 1));
    }

    /// What particles carry after all rounds, `[particles, features]`.
    private Value messages(Value x, ParticleSystem system) {
        int n = system.particles().count();
        Value v = Grid.pairs(x, system);
        Value g = v;
        boolean open = system.space() instanceof Space.Open;
        Value own = Separations.features(x, system);
        Value h = open ? own : null;
        for (int round = 1; round <= rounds; round++) {
            String r = Integer.toString(round);
            Value q = channels(g, "query" + r, queries);
            Value k = channels(g, "key" + r, queries);
            Value a = q.contract(k, "dik", "dkj", "dij").times(1 / Math.sqrt(n));
            Value weight = Network.hidden(a.transpose(1, 2, 0), "attention" + r, widths());
            Value message = weight.times(Network.hidden(g, "message" + r, widths()));
            Value pooled = message.sum(1).times(1 / Math.sqrt(n));
            Value next = Network.hidden(h == null ? pooled : Value.concat(1, h, pooled), "particle" + r, widths());
            h = open ? Value.concat(1, own, next) : next;
            if (round < rounds) {
                g = Value.concat(2, v, Network.hidden(Value.concat(2, g, message), "pair" + r, widths()));
            }
        }
        return h == null ? own : h;
    }
}
