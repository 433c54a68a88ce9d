package ansatz.classic;

import ansatz.engine.array.Array;
import ansatz.learn.GaussianKernel;
import ansatz.learn.Kernel;
import ansatz.learn.PolynomialKernel;
import java.util.Arrays;
import libsvm.svm;
import libsvm.svm_model;
import libsvm.svm_node;
import libsvm.svm_parameter;
import libsvm.svm_problem;

/// Trains single functions by libsvm on one set of rows. With the cost (1/n) sum loss + lambda |f|^2 its constant
/// is
/// C = 1 / (2 n lambda).
final class Machine {
    /// In megabytes, of values of the kernel.
    private static final double CACHE = 100;

    /// How far the optimiser may be from its condition of optimality.
    private static final double TOLERANCE = 1e-4;

    private final Kernel kernel;
    private final int features;
    private final svm_node[][] nodes;

    /// @param weights of each row, 0 of those that do not count
    record Function(double[] weights, double intercept) {}

    Machine(Kernel kernel, Array x) {
        this.kernel = kernel;
        int n = x.shape().extent(0);
        features = x.shape().extent(1);
        nodes = new svm_node[n][features];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < features; j++) {
                var node = new svm_node();
                node.index = j + 1;
                node.value = x.values()[i * features + j];
                nodes[i][j] = node;
            }
        }
    }

    /// A function that is positive of the members.
    Function classes(boolean[] member, double lambda) {
        var y = new double[member.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = member[i] ? 1 : -1;
        }
        if (Arrays.stream(y).allMatch(value -> value == y[0])) {
            return new Function(new double[y.length], y[0]); // a fold in which one class is missing
        }
        svm_model model = train(svm_parameter.C_SVC, y, lambda, 0);
        return function(model, model.label[0] > 0 ? 1 : -1);
    }

    /// A function that is within a tolerance of numbers.
    Function numbers(double[] y, double lambda, double tolerance) {
        return function(train(svm_parameter.EPSILON_SVR, y, lambda, tolerance), 1);
    }

    private svm_model train(int type, double[] y, double lambda, double tolerance) {
        var problem = new svm_problem();
        problem.l = y.length;
        problem.x = nodes;
        problem.y = y;
        var parameter = new svm_parameter();
        parameter.svm_type = type;
        switch (kernel) {
            case GaussianKernel gaussian -> {
                parameter.kernel_type = svm_parameter.RBF;
                parameter.gamma = 1 / (2 * gaussian.width() * gaussian.width() * features);
            }
            case PolynomialKernel polynomial -> {
                parameter.kernel_type = svm_parameter.POLY;
                parameter.gamma = 1.0 / features;
                parameter.coef0 = 1;
                parameter.degree = polynomial.power();
            }
        }
        parameter.C = 1 / (2 * y.length * lambda);
        parameter.p = tolerance;
        parameter.eps = TOLERANCE;
        parameter.cache_size = CACHE;
        parameter.shrinking = 1;
        svm.svm_set_print_string_function(text -> {});
        return svm.svm_train(problem, parameter);
    }

    private Function function(svm_model model, int sign) {
        var weights = new double[nodes.length];
        for (int s = 0; s < model.l; s++) {
            weights[model.sv_indices[s] - 1] = sign * model.sv_coef[0][s];
        }
        return new Function(weights, -sign * model.rho[0]);
    }
}
