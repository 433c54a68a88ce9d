package ansatz.continuum.model;

import ansatz.continuum.space.ParticleSystem;
import ansatz.continuum.space.Species;
import ansatz.engine.array.Shape;
import ansatz.engine.trace.Initial;
import ansatz.engine.trace.Trace;
import ansatz.engine.trace.Value;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import java.util.List;

/// Fermions in pairs, phi(i, j) a function of two particles and their species. A pair function is made of orbitals,
/// with coefficients that are learned and begin as those of the plain determinants, and of a network of the
/// difference:
///
/// - singlet, for equal numbers of up and down: psi = det phi(i, j) over up i and down j,
///   phi = sum_ab A_ab phi_a(x_i) phi_b(x_j) + e_i e_j u(r_ij), with A = 1 and u = 0 at first;
/// - general, for an even number in one or two species: psi = Pf phi, phi(i, j) = nu(i, j) - nu(j, i),
///   nu = sum_ab A_ab X_ia X_jb + e_i e_j u(x_i - x_j, species) with X_ia the orbitals of the species of i.
///
/// e_i is the factor that all orbitals have in common far away.
@Name(
        value = "pfaffian",
        summary = "Fermions in pairs, psi = Pf phi(i, j) or, of singlets, det phi(i, j)",
        cite =
                "M. Bajdich and others, Phys. Rev. Lett. 96, 130201 (2006); J. Kim and others, Commun. Phys. 7, 148 (2024)")
public record Pfaffian(
        @Key("functions of one particle") Orbitals orbitals,

        @Key("which particles pair") Pairing pairing,

        @Key("where orbitals take the particles to be") Coordinates coordinates,

        @Key(value = "hidden units of each layer of u", min = 1, max = 10_000)
        List<Integer> widths,

        @Key(
                value = "standard deviation of the first weights of the last layer of u and of what is added to A",
                min = 0,
                max = 10)
        double deviation)
        implements ParticleModel {

    /// Which particles pair.
    public enum Pairing {
        /// Each up with a down, in a singlet.
        SINGLET,
        /// Any with any.
        GENERAL
    }

    /// Singlets of plane waves.
    public static final Pfaffian DEFAULTS =
            new Pfaffian(PlaneWaves.DEFAULTS, Pairing.SINGLET, Positions.DEFAULTS, List.of(16, 16), 0.01);

    public Pfaffian {
        widths = List.copyOf(widths);
    }

    /// The same pairs of other orbitals.
    public Pfaffian orbitals(Orbitals other) {
        return new Pfaffian(other, pairing, coordinates, widths, deviation);
    }

    /// Pairs of another kind.
    public Pfaffian pairing(Pairing other) {
        return new Pfaffian(orbitals, other, coordinates, widths, deviation);
    }

    @Override
    public double parameterCount(ParticleSystem system) {
        int n = pairing == Pairing.SINGLET
                ? Occupied.most(system)
                : system.particles().count();
        int features = pairing == Pairing.SINGLET ? 1 : Separations.featureCount(system.space()) + 2;
        return orbitals.parameterCount(Occupied.most(system), system)
                + coordinates.parameterCount(system)
                + (double) n * n
                + Network.count(features, widths)
                + Network.last(features, widths);
    }

    @Override
    public void check(ParticleSystem system, Problems problems) {
        Requirements.fermions(system, problems);
        List<Species> species = system.particles().species();
        if (pairing == Pairing.SINGLET
                && (species.size() != 2
                        || species.get(0).count() != species.get(1).count())) {
            problems.add(
                    "pairing",
                    "is \"singlet\", which wants as many particles up as down; with other numbers it must be"
                            + " \"general\"");
        }
        if (pairing == Pairing.GENERAL
                && (species.size() > 2 || system.particles().count() % 2 != 0)) {
            problems.add(
                    "pairing",
                    "is \"general\", which wants an even number of particles of one or two species, but there are "
                            + system.particles().count() + " of " + species.size());
        }
        Occupied.check(orbitals, 0, system, problems);
        coordinates.check(system, Occupied.within("coordinates", problems));
    }

    @Override
    public LogPsi logPsi(Value x, ParticleSystem system) {
        var rows = orbitals.ofSpecies(coordinates.of(x, system), 0, system);
        LogPsi psi = pairing == Pairing.SINGLET ? singlets(x, rows, system) : general(x, rows, system);
        return Orbitals.Rows.enveloped(psi, rows);
    }

    private LogPsi singlets(Value x, List<Orbitals.Rows> rows, ParticleSystem system) {
        Trace t = x.trace();
        int n = rows.getFirst().values().shape().extent(0);
        Value a =
                Determinants.identity(x, 1, n, n).reshape(n, n).plus(t.parameter("A", Initial.normal(deviation), n, n));
        Value orbital = rows.get(0).values().dot(a).contract(rows.get(1).values(), "ib", "jb", "ij");
        Value d = x.slice(0, 0, n).insertAxis(1).minus(x.slice(0, n, 2 * n).insertAxis(0));
        Value phi = orbital.plus(network(Separations.smooth(d, system).insertAxis(2)));
        return new LogPsi(phi.logAbsDeterminant(), phi.signDeterminant());
    }

    private LogPsi general(Value x, List<Orbitals.Rows> rows, ParticleSystem system) {
        Trace t = x.trace();
        int n = system.particles().count();
        int up = rows.getFirst().values().shape().extent(0);
        Value orbital = blocks(rows);
        Value a = t.constant(Shape.of(n, n), plain(up, n - up)).plus(t.parameter("A", Initial.normal(deviation), n, n));
        Value d = x.insertAxis(1).minus(x.insertAxis(0));
        var ofFirst = new double[n * n];
        var ofSecond = new double[n * n];
        for (int k = 0; k < n * n; k++) {
            ofFirst[k] = k / n < up ? 1 : -1;
            ofSecond[k] = k % n < up ? 1 : -1;
        }
        Shape column = Shape.of(n, n, 1);
        Value u = network(Value.concat(
                2, Separations.features(d, system), t.constant(column, ofFirst), t.constant(column, ofSecond)));
        Value nu = orbital.dot(a).contract(orbital, "ib", "jb", "ij").plus(u);
        Value phi = nu.minus(nu.transpose());
        return new LogPsi(phi.logAbsPfaffian(), phi.signPfaffian());
    }

    private Value network(Value features) {
        Value h = Network.hidden(features, "u", widths);
        int width = h.shape().extent(h.shape().rank() - 1);
        return h.dot(features.trace().parameter("u.v", Initial.normal(deviation), width));
    }

    /// The orbitals of each species as a block on the diagonal.
    private static Value blocks(List<Orbitals.Rows> rows) {
        Value first = rows.getFirst().values();
        if (rows.size() == 1) {
            return first;
        }
        Value second = rows.get(1).values();
        int p = first.shape().extent(0);
        int q = second.shape().extent(0);
        Value upper = Value.concat(1, first, first.trace().constant(Shape.of(p, q), 0));
        Value lower = Value.concat(1, first.trace().constant(Shape.of(q, p), 0), second);
        return Value.concat(0, upper, lower);
    }

    /// Half of the antisymmetric matrix of the plain determinants: orbitals of the same number pair up with down,
    /// those left over of the larger species each with the next.
    private static double[] plain(int up, int down) {
        int n = up + down;
        var a = new double[n * n];
        int both = Math.min(up, down);
        for (int k = 0; k < both; k++) {
            a[k * n + up + k] = 1;
        }
        int left = up > down ? both : up + both;
        for (int k = left; k + 1 < left + Math.abs(up - down); k += 2) {
            a[k * n + k + 1] = 1;
        }
        return a;
    }
}
