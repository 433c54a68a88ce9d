package ansatz.data;

import ansatz.engine.random.RandomStream;
import org.hipparchus.special.Gamma;

/// One kind of collision of the toy Higgs search: how its six observables are distributed, each on its own, except
/// that the mass is measured the better the larger the boost is.
///
/// @param events how many are expected
/// @param peak the mass in GeV of a particle that decays; 0 where none does
/// @param wider how much wider than nature the mass of a particle is drawn, for more events far from its peak, each
/// of
///     less weight
/// @param mass without a particle, the distribution of the measured mass
/// @param boost transverse momentum of the pair, GeV
/// @param transverseMass of lepton and missing energy, GeV
/// @param separation mean distance of lepton and tau in the detector, where it is normal
/// @param spread its standard deviation
/// @param jets the mean number of jets
/// @param missing transverse energy, GeV
record Events(
        double events,
        double peak,
        double wider,
        Distribution mass,
        Distribution boost,
        Distribution transverseMass,
        double separation,
        double spread,
        double jets,
        Distribution missing) {
    /// How many numbers an event has: mass, boost, transverse mass, separation, jets, missing energy.
    static final int OBSERVABLES = 6;

    /// The gamma distribution x^(shape - 1) exp(-x / scale) / (Gamma(shape) scale^shape), shape at least 1.
    record Distribution(double shape, double scale) {
        double draw(RandomStream random) {
            // G. Marsaglia and W. Tsang, ACM Trans. Math. Softw. 26, 363 (2000)
            double d = shape - 1 / 3.0;
            double c = 1 / Math.sqrt(9 * d);
            while (true) {
                double x = random.nextGaussian();
                double t = 1 + c * x;
                double v = t * t * t;
                if (t > 0 && StrictMath.log(random.nextOpenDouble()) < x * x / 2 + d - d * v + d * StrictMath.log(v)) {
                    return d * v * scale;
                }
            }
        }

        double logDensity(double x) {
            return x > 0
                    ? (shape - 1) * StrictMath.log(x / scale)
                            - x / scale
                            - Gamma.logGamma(shape)
                            - StrictMath.log(scale)
                    : Double.NEGATIVE_INFINITY;
        }
    }

    /// The relative error of a measured mass.
    private static double resolution(double boost) {
        return 0.13 + 0.07 * StrictMath.exp(-boost / 80);
    }

    /// Draws an event.
    ///
    /// @param into takes the observables
    /// @return the density of nature over that by which it was drawn
    double draw(RandomStream random, double[] into) {
        double pt = boost.draw(random);
        double weight = 1;
        if (peak > 0) {
            double g = random.nextGaussian();
            into[0] = peak * (1 + resolution(pt) * wider * g);
            weight = wider * StrictMath.exp((1 - wider * wider) * g * g / 2);
        } else {
            into[0] = mass.draw(random);
        }
        into[1] = pt;
        into[2] = transverseMass.draw(random);
        into[3] = separation + spread * random.nextGaussian();
        into[4] = poisson(random);
        into[5] = missing.draw(random);
        return weight;
    }

    private int poisson(RandomStream random) {
        double limit = StrictMath.exp(-jets);
        double product = random.nextOpenDouble();
        int count = 0;
        while (product > limit) {
            product *= random.nextOpenDouble();
            count++;
        }
        return count;
    }

    /// The expected number of events per unit of the observables.
    double density(double[] x) {
        double pt = x[1];
        double width = peak * resolution(pt);
        double log = (peak > 0 ? normal(x[0], peak, width) : mass.logDensity(x[0]))
                + boost.logDensity(pt)
                + transverseMass.logDensity(x[2])
                + normal(x[3], separation, spread)
                + x[4] * StrictMath.log(jets)
                - jets
                - Gamma.logGamma(x[4] + 1)
                + missing.logDensity(x[5]);
        return events * StrictMath.exp(log);
    }

    private static double normal(double x, double mean, double deviation) {
        double z = (x - mean) / deviation;
        return -z * z / 2 - StrictMath.log(deviation * Math.sqrt(2 * Math.PI));
    }
}
