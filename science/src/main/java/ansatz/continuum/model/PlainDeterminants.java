package ansatz.continuum.model;

import ansatz.continuum.space.ParticleSystem;
import ansatz.engine.trace.Trace;
import ansatz.engine.trace.Value;
import ansatz.model.Evaluations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A wave function whose determinants are of orbitals at the positions themselves, one matrix a species, with other
/// factors beside them: a move of one particle changes one row of one matrix. Any number of threads may evaluate at
/// the
/// same time.
public final class PlainDeterminants {
    private static final String ONE = "one";
    private static final String ALL = "all";
    private static final String ROW = "row";

    private final ParticleSystem system;
    /// The orbitals of a particle of each species.
    private final List<Evaluations> rows;
    private final @Nullable ParticleWaveFunction rest;
    /// Where the parameters of the determinants are among all.
    private final int from;

    private final int to;

    private PlainDeterminants(Slater slater, List<ParticleModel> others, ParticleSystem system, int from) {
        this.system = system;
        this.rest = others.isEmpty() ? null : ParticleWaveFunction.of(new Product(others), system);
        this.from = from;
        this.to = from + (int) slater.parameterCount(system);
        int species = system.particles().species().size();
        this.rows = new ArrayList<>();
        for (int s = 0; s < species; s++) {
            rows.add(row(slater, system, system.particles().species().get(s).count()));
        }
    }

    /// The determinants of a wave function, if that is what it has.
    public static Optional<PlainDeterminants> of(ParticleModel model, ParticleSystem system) {
        var factors = model instanceof Product product ? product.factors() : List.of(model);
        var others = new ArrayList<ParticleModel>();
        Slater found = null;
        int from = 0;
        int before = 0;
        for (ParticleModel factor : factors) {
            if (found == null && factor instanceof Slater slater && slater.plain()) {
                found = slater;
                from = before;
            } else {
                others.add(factor);
            }
            before += (int) factor.parameterCount(system);
        }
        return found == null ? Optional.empty() : Optional.of(new PlainDeterminants(found, others, system, from));
    }

    private static Evaluations row(Slater slater, ParticleSystem system, int orbitals) {
        var trace = new Trace();
        int d = system.space().dimension();
        // names the parameters in the order of theta
        slater.logPsi(trace.sample(ALL, system.particles().count(), d), system);
        Value y = trace.sample(ONE, 1, d);
        Orbitals.Rows at = slater.orbitals().at(y, orbitals, system);
        Value row = Value.concat(0, at.envelope().reshape(1), at.values().reshape(orbitals));
        // an orbital that is uniform has one value for all positions; each is to have its own
        Value own = row.plus(y.sum().times(0));
        return new Evaluations(trace.output(ROW, own).program(), ONE, ROW);
    }

    /// Whose particles they are.
    public ParticleSystem system() {
        return system;
    }

    /// Writes the orbitals of a species at some positions: the logarithm of what all have in common, then the rest
    /// of
    /// each, `[position][1 + orbitals]`.
    ///
    /// @param own what [#own] gave
    /// @param y `[position][axis]`
    public void orbitals(double[] own, int species, double[] y, int count, double[] out) {
        rows.get(species).write(own, y, count, out);
    }

    /// Writes log |psi| without the determinants, of each configuration.
    ///
    /// @param without what [#without] gave
    public void others(double[] without, double[] x, int count, double[] out) {
        if (rest == null) {
            Arrays.fill(out, 0, count, 0);
        } else {
            rest.logs(without, x, count, out);
        }
    }

    /// The parameters of the determinants.
    ///
    /// @param theta all parameters of the wave function
    public double[] own(double[] theta) {
        return Arrays.copyOfRange(theta, from, to);
    }

    /// The parameters of the other factors.
    ///
    /// @param theta all parameters of the wave function
    public double[] without(double[] theta) {
        var without = new double[theta.length - (to - from)];
        System.arraycopy(theta, 0, without, 0, from);
        System.arraycopy(theta, to, without, from, theta.length - to);
        return without;
    }
}
