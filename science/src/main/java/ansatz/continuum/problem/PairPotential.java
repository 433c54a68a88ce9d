package ansatz.continuum.problem;

import ansatz.continuum.space.ParticleSystem;
import ansatz.continuum.space.Space;
import ansatz.continuum.space.Species;
import ansatz.engine.array.Shape;
import ansatz.engine.trace.Value;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;

/// The sum over pairs of particles of a potential v(r_ij), each pair once. On a torus r_ij is the distance of the
/// nearest images, or v is summed over images.
///
/// ```java
/// new PairPotential(r -> r.reciprocal())                        // Coulomb
/// new PairPotential(r -> r.square().times(-0.5)).between("up", "down").images(2)
/// ```
///
/// @param formula of distances of any shape, element by element
/// @param which of the pairs of species have the potential
/// @param shells on a torus of side L the images at d + n L with all |n_a| up to this are summed; 0 for the nearest
/// alone
public record PairPotential(UnaryOperator<Value> formula, BiPredicate<Species, Species> which, int shells)
        implements Potential {
    /// Between all particles, on a torus between nearest images.
    public PairPotential(UnaryOperator<Value> formula) {
        this(formula, (a, b) -> true, 0);
    }

    /// The same between particles of two species, or of one, by their names.
    public PairPotential between(String one, String other) {
        return new PairPotential(
                formula, (a, b) -> a.name().equals(one) && b.name().equals(other), shells);
    }

    /// The same with a sum over images: so many that the next shell adds nothing that counts.
    public PairPotential images(int farthestShell) {
        return new PairPotential(formula, which, farthestShell);
    }

    @Override
    public Value of(Value x, ParticleSystem system) {
        return byPair(x, system).sum();
    }

    /// v(r_ij) of each pair, `[pairs]`.
    Value byPair(Value x, ParticleSystem system) {
        var pairs = Distances.of(system.particles(), which);
        if (pairs.count() == 0) {
            return x.trace().constant(Shape.of(0), new double[0]);
        }
        if (shells > 0 && system.space() instanceof Space.Torus torus) {
            Value r = pairs.distancesToImages(x, torus, shells);
            Value v = formula.apply(r);
            if (!v.shape().equals(r.shape())) {
                throw new IllegalArgumentException("a pair potential gives one number for each distance, shape "
                        + r.shape() + "; this formula gives " + v.shape());
            }
            return v.sum(1);
        }
        return Formulas.checked(
                formula.apply(pairs.distances(x, system.space())), pairs.count(), "pair potential", "pair");
    }
}
