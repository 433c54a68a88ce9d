package ansatz.observable;

import ansatz.lattice.Geometry;
import ansatz.lattice.Lattice;
import ansatz.lattice.Spins;
import ansatz.problem.SpinProblem;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.OptionalInt;

/// The structure factor at the wave vectors of the lattice. k and -k, which have the same, stand once.
@Name(
        value = "structure-factor",
        summary = "Structure factor S(k) = sum_ij exp(i k (r_i - r_j)) <sigma^z_i sigma^z_j> / N at the wave vectors",
        exact = "small lattices: Lanczos")
public record StructureFactor() implements Observable {
    /// No key.
    public static final StructureFactor DEFAULTS = new StructureFactor();

    private static final int MOST_SITES = 2048;

    @Override
    public String label() {
        return "structure_factor";
    }

    @Override
    public boolean curve() {
        return true;
    }

    @Override
    public double columns(Lattice lattice) {
        return Math.min(lattice.sites(), MOST_SITES);
    }

    @Override
    public void check(SpinProblem problem, boolean complex, OptionalInt sector, Problems problems) {
        Places.check(problem.lattice(), MOST_SITES, problems);
    }

    @Override
    public Estimator on(Setting setting) {
        var geometry = setting.problem().lattice().geometry().orElseThrow();
        var vectors = new ArrayList<double[]>();
        var quantities = new ArrayList<Quantity>();
        for (double[] k : geometry.wavePairs()) {
            var components = Arrays.stream(k).mapToObj(Places::cleaned).toList();
            double length = Math.sqrt(Arrays.stream(k).map(x -> x * x).sum());
            var place = new Quantity.Place("wave vector", "", length, components);
            quantities.add(Quantity.at(place, label(), vectors.size()));
            vectors.add(k);
        }
        var cos = new double[vectors.size()][setting.psi().sites()];
        var sin = new double[vectors.size()][setting.psi().sites()];
        for (int m = 0; m < cos.length; m++) {
            for (int i = 0; i < cos[m].length; i++) {
                double phase = phase(vectors.get(m), geometry, i);
                cos[m][i] = Math.cos(phase);
                sin[m][i] = Math.sin(phase);
            }
        }
        return new Diagonal(quantities, cos.length, (spins, first, out) -> intensities(cos, sin, spins, first, out));
    }

    private static double phase(double[] k, Geometry geometry, int site) {
        double[] r = geometry.position(site);
        double phase = 0;
        for (int x = 0; x < k.length; x++) {
            phase += k[x] * r[x];
        }
        return phase;
    }

    private static void intensities(double[][] cos, double[][] sin, Spins spins, int first, double[][] out) {
        int count = spins.count();
        var re = new double[count];
        var im = new double[count];
        for (int m = 0; m < cos.length; m++) {
            Arrays.fill(re, 0);
            Arrays.fill(im, 0);
            for (int i = 0; i < cos[m].length; i++) {
                add(cos[m][i], sin[m][i], spins.values(), i * spins.stride(), count, re, im);
            }
            for (int n = 0; n < count; n++) {
                out[m][first + n] = (re[n] * re[n] + im[n] * im[n]) / cos[m].length;
            }
        }
    }

    private static void add(double c, double d, double[] s, int at, int count, double[] re, double[] im) {
        for (int n = 0; n < count; n++) {
            re[n] += c * s[at + n];
            im[n] += d * s[at + n];
        }
    }
}
