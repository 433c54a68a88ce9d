package ansatz.continuum.model;

import ansatz.continuum.space.ParticleSystem;
import ansatz.engine.array.Shape;
import ansatz.engine.trace.Initial;
import ansatz.engine.trace.Value;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import java.util.List;

/// All particles in one Gaussian orbital, psi = prod_i exp(-1/2 sum_a (w_a x_ia / l)^2), l the length of the
/// system: independent bosons in a trap. With alpha = w^2/2 in units of l it is exp(-alpha sum (x^2 + y^2 + beta
/// z^2)) of the literature.
@Name(
        value = "gaussian",
        summary = "All particles in one Gaussian orbital, psi = prod_i exp(-1/2 sum_a (w_a x_ia / l)^2)",
        cite = "J. L. DuBois and H. R. Glyde, Phys. Rev. A 63, 023602 (2001)",
        exact = "the ground state of free bosons in a harmonic trap")
public record Gaussian(
        @Key(
                value = "first widths 1/w of each axis, in lengths of the system; one number for all axes",
                above = 0,
                max = 1000)
        List<Double> widths,

        @Key("whether each axis has a width of its own that is learned; else all are learned as one factor")
        boolean elliptic)
        implements ParticleModel {

    /// Of the length of the system, the same along all axes.
    public static final Gaussian DEFAULTS = new Gaussian(List.of(1.0), false);

    public Gaussian {
        widths = List.copyOf(widths);
    }

    @Override
    public double parameterCount(ParticleSystem system) {
        return elliptic ? system.space().dimension() : 1;
    }

    @Override
    public void check(ParticleSystem system, Problems problems) {
        Requirements.open(system, problems);
        int dimension = system.space().dimension();
        if (widths.size() != 1 && widths.size() != dimension) {
            problems.add(
                    "widths", "holds " + widths.size() + " numbers; it must hold 1 or, in this space, " + dimension);
        }
    }

    @Override
    public LogPsi logPsi(Value x, ParticleSystem system) {
        int d = system.space().dimension();
        var inverse = new double[d];
        for (int a = 0; a < d; a++) {
            inverse[a] = 1 / (system.scale() * widths.get(widths.size() == 1 ? 0 : a));
        }
        Value w = x.trace().parameter("w", Initial.constant(1), elliptic ? d : 1);
        Value squares =
                x.times(x.trace().constant(Shape.of(d), inverse)).square().sum(0);
        return LogPsi.positive(squares.times(w.square()).sum().times(-0.5));
    }
}
