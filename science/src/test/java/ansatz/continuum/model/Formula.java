package ansatz.continuum.model;

import ansatz.continuum.space.ParticleSystem;
import ansatz.engine.execute.DerivativeMatrix;
import ansatz.engine.execute.Executable;
import ansatz.engine.parallel.Team;
import ansatz.engine.program.Program;
import ansatz.engine.trace.Parameters;
import ansatz.engine.trace.Trace;
import ansatz.engine.trace.Value;
import ansatz.engine.transform.ForwardLaplacian;
import ansatz.engine.transform.Simplify;
import java.util.Arrays;
import java.util.List;

/// A wave function with its derivatives, at any configurations.
final class Formula {
    final Parameters parameters;
    final Program log;
    private final Executable values;
    private final Executable derivatives;
    private final int coordinates;

    /// What is known at some configurations, one number each, and the gradient, `coordinates` numbers each.
    record At(double[] log, double[] sign, double[] gradient, double[] laplacian) {
        /// -1/2 (lap psi)/psi of a configuration.
        double kinetic(int s) {
            int d = gradient.length / log.length;
            double squares = 0;
            for (int c = s * d; c < (s + 1) * d; c++) {
                squares += gradient[c] * gradient[c];
            }
            return -0.5 * (laplacian[s] + squares);
        }
    }

    Formula(ParticleModel model, ParticleSystem system) {
        var t = new Trace();
        Value x = t.sample("x", system.particles().count(), system.space().dimension());
        LogPsi psi = model.logPsi(x, system);
        t.output("log", psi.log());
        log = t.program();
        var d = ForwardLaplacian.of(psi.log(), x);
        t.output("sign", psi.sign()).output("gradient", d.gradient()).output("laplacian", d.laplacian());
        parameters = t.parameters();
        var whole = t.program();
        derivatives = Executable.of(Simplify.apply(whole));
        values = Executable.of(Simplify.apply(whole.withOutputs(List.of(whole.output("log"), whole.output("sign")))));
        coordinates = system.coordinates();
    }

    /// First parameters, each moved by a wave of the given size, so that nothing is zero by chance.
    double[] parameters(double moved) {
        double[] theta = parameters.initial(7);
        for (int k = 0; k < theta.length; k++) {
            theta[k] += moved * Math.sin((k + 1.0) * (k + 1.0));
        }
        return theta;
    }

    double[] logs(double[] theta, double[] x) {
        int n = x.length / coordinates;
        var results = values.run(values.arguments().theta(theta).input("x", x).samples(n));
        return Arrays.copyOf(results.get("log"), n);
    }

    double[] signs(double[] theta, double[] x) {
        int n = x.length / coordinates;
        var results = values.run(values.arguments().theta(theta).input("x", x).samples(n));
        return signs(results.get("sign"), n);
    }

    At at(double[] theta, double[] x) {
        int n = x.length / coordinates;
        var results = derivatives.run(
                derivatives.arguments().theta(theta).input("x", x).samples(n));
        return new At(
                Arrays.copyOf(results.get("log"), n),
                signs(results.get("sign"), n),
                Arrays.copyOf(results.get("gradient"), n * coordinates),
                Arrays.copyOf(results.get("laplacian"), n));
    }

    /// A sign that does not depend on the configuration is one number.
    private static double[] signs(double[] found, int n) {
        var signs = new double[n];
        Arrays.setAll(signs, s -> found[found.length == 1 ? 0 : s]);
        return signs;
    }

    /// Rows of d log psi / d theta, `[samples, parameters]`.
    double[] rows(double[] theta, double[] x) {
        int n = x.length / coordinates;
        int p = theta.length;
        try (var team = Team.of(1)) {
            var matrix = DerivativeMatrix.of(Simplify.apply(log), "log", team);
            matrix.evaluate(matrix.arguments().theta(theta).input("x", x).samples(n));
            var columns = new double[p * n];
            matrix.writeTransposed(columns, 0, n);
            var rows = new double[p * n];
            Arrays.setAll(rows, k -> columns[k % p * n + k / p]);
            return rows;
        }
    }
}
