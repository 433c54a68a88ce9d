package ansatz.learn;

import ansatz.engine.array.Array;
import ansatz.schema.Key;
import ansatz.schema.Name;

/// Orthogonal directions, by [PrincipalComponents].
@Name(
        value = "principal-components",
        summary = "The orthogonal directions along which rows vary most",
        cite = "K. Pearson, Phil. Mag. 2, 559 (1901); N. Halko, P. Martinsson, J. Tropp, SIAM Review 53, 217 (2011)")
public record LinearComponents(
        @Key("whether the first directions of a large matrix are found from random ones, by a few products")
        boolean randomised)
        implements Reducer {
    /// By singular values.
    public static final LinearComponents DEFAULTS = new LinearComponents(false);

    @Override
    public Reduced reduce(Array x, int count, long seed) {
        int some = Math.min(count, Math.min(x.shape().extent(0), x.shape().extent(1)));
        var found = randomised ? PrincipalComponents.randomised(x, some, seed) : PrincipalComponents.exact(x, some);
        return new Reduced(found.project(x), found.variances(), found.shares(), found.directions());
    }

    @Override
    public double memory(double rows, double features) {
        return 6 * 8 * rows * features;
    }
}
