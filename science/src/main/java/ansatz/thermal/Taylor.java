package ansatz.thermal;

/// A function of the inverse temperature near one value of it, to second order, with a scale taken out:
/// exp(scale) (v + d1 x + d2 x^2 / 2). Partition functions are products of many of these.
record Taylor(double scale, double v, double d1, double d2) {
    static final Taylor ONE = new Taylor(0, 1, 0, 0);

    Taylor times(Taylor o) {
        return new Taylor(scale + o.scale, v * o.v, d1 * o.v + v * o.d1, d2 * o.v + 2 * d1 * o.d1 + v * o.d2);
    }

    Taylor plus(Taylor o) {
        double most = Math.max(scale, o.scale);
        double a = Math.exp(scale - most);
        double b = Math.exp(o.scale - most);
        return new Taylor(most, a * v + b * o.v, a * d1 + b * o.d1, a * d2 + b * o.d2);
    }

    /// exp(x) for x + x1 t + x2 t^2 / 2, its value in the scale.
    static Taylor exp(double x, double x1, double x2) {
        return new Taylor(x, 1, x1, x1 * x1 + x2);
    }

    double log() {
        return scale + Math.log(v);
    }

    /// The first derivative of the logarithm.
    double slope() {
        return d1 / v;
    }

    /// The second derivative of the logarithm.
    double curvature() {
        return d2 / v - slope() * slope();
    }
}
