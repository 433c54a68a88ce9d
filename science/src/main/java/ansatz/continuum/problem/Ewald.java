package ansatz.continuum.problem;

import ansatz.continuum.space.ParticleSystem;
import ansatz.continuum.space.Space;
import ansatz.engine.array.Shape;
import ansatz.engine.trace.Trace;
import ansatz.engine.trace.Value;
import java.util.ArrayList;
import java.util.List;
import org.hipparchus.special.Erf;

/// The Coulomb energy of equal charges on a three-dimensional torus with a uniform background that makes it
/// neutral, by P. P. Ewald, Ann. Phys. 369, 253 (1921): a sum over images of erfc(a r)/r and one over reciprocal
/// vectors. Both are cut where they add less than 1e-15, so that the result does not depend on a.
///
/// @param strength the square of the charge: the energy of two charges at a small distance r is strength/r
/// @param splitting a L
public record Ewald(double strength, double splitting) implements Potential {
    /// Where both sums are about as long, for a dozen particles.
    public static final double BALANCED = 4;

    /// erfc(y) and exp(-y^2) are below 1e-15 beyond.
    private static final double REACH = 5.9;

    public Ewald {
        if (!(splitting > 0.5 && splitting < 50)) {
            throw new IllegalArgumentException("the splitting a L is between 0.5 and 50, not " + splitting);
        }
    }

    /// With the two sums balanced.
    public Ewald(double strength) {
        this(strength, BALANCED);
    }

    /// The energy of one unit charge with its own images and its background, -2.837297479480620/L
    /// (E. Wigner, Phys. Rev. 46, 1002 (1934): a simple cubic lattice), twice the energy of the single charge.
    public static double madelung(double length) {
        return 2 * new Ewald(1).constant(1, new Space.Torus(3, length)) + 2 * new Ewald(1).reciprocalOfOne(length);
    }

    @Override
    public Value of(Value x, ParticleSystem system) {
        if (!(system.space() instanceof Space.Torus torus) || torus.dimension() != 3) {
            throw new IllegalArgumentException("an Ewald sum needs a torus of 3 dimensions, not " + system.space());
        }
        Value sum = reciprocal(x, torus).plus(constant(system.particles().count(), torus));
        var pairs = Distances.all(system.particles());
        if (pairs.count() > 0) {
            Value r = pairs.distancesToImages(x, torus, shells());
            Value erfc = r.times(splitting / torus.length()).erf().negate().plus(1);
            sum = sum.plus(erfc.over(r).sum());
        }
        return sum.times(strength);
    }

    /// Images beyond are farther than (shells + 1/2) L, in one coordinate at least.
    private int shells() {
        return Math.max(1, (int) Math.ceil(REACH / splitting - 0.5));
    }

    /// What does not depend on positions: images of a charge itself, and what smeared charges and the background
    /// have too much, -N a/pi^(1/2) - N^2 pi/(2 V a^2).
    private double constant(int n, Space.Torus torus) {
        double a = splitting / torus.length();
        double own = 0;
        for (double[] image : Distances.images(torus, shells() + 1)) {
            double r = Math.sqrt(image[0] * image[0] + image[1] * image[1] + image[2] * image[2]);
            own += r > 0 ? Erf.erfc(a * r) / r : 0;
        }
        return 0.5 * n * own - n * a / Math.sqrt(Math.PI) - (double) n * n * Math.PI / (2 * torus.volume() * a * a);
    }

    /// The reciprocal sum of one charge, whose |rho_G|^2 is 1.
    private double reciprocalOfOne(double length) {
        double sum = 0;
        for (int[] n : halfSpace()) {
            sum += weight(n, length);
        }
        return sum;
    }

    /// (2 pi/V) sum_(G != 0) exp(-G^2/4a^2)/G^2 |rho_G|^2, with rho_G = sum_i exp(i G.x_i), once for G and -G.
    private Value reciprocal(Value x, Space.Torus torus) {
        List<int[]> half = halfSpace();
        int k = half.size();
        var vectors = new double[3 * k];
        var weights = new double[k];
        for (int g = 0; g < k; g++) {
            for (int a = 0; a < 3; a++) {
                vectors[a * k + g] = 2 * Math.PI / torus.length() * half.get(g)[a];
            }
            weights[g] = weight(half.get(g), torus.length());
        }
        Trace trace = x.trace();
        Value phases = x.dot(trace.constant(Shape.of(3, k), vectors));
        Value squares = phases.cos().sum(0).square().plus(phases.sin().sum(0).square());
        return squares.dot(trace.constant(Shape.of(k), weights));
    }

    /// (4 pi/V) exp(-G^2/4a^2)/G^2 of G = 2 pi n/L: that of G and -G together.
    private double weight(int[] n, double length) {
        double square = n[0] * n[0] + n[1] * n[1] + n[2] * n[2];
        double y = Math.PI / splitting;
        // G^2/4a^2 = pi^2 n^2/(a L)^2 and 4 pi/(V G^2) = 1/(pi L n^2)
        return Math.exp(-y * y * square) / (Math.PI * length * square);
    }

    /// One of n and -n, up to where exp(-G^2/4a^2) counts.
    private List<int[]> halfSpace() {
        double most = REACH * splitting / Math.PI;
        int side = (int) Math.ceil(most);
        var half = new ArrayList<int[]>();
        for (int i = -side; i <= side; i++) {
            for (int j = -side; j <= side; j++) {
                for (int l = -side; l <= side; l++) {
                    boolean first = i > 0 || i == 0 && (j > 0 || j == 0 && l > 0);
                    if (first && i * i + j * j + l * l <= most * most) {
                        half.add(new int[] {i, j, l});
                    }
                }
            }
        }
        return half;
    }
}
