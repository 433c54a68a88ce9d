package ansatz.optimizer;

import ansatz.engine.parallel.Team;

/// The natural gradient at work: d = argmin |X d - y|^2 + shift |d - mu d'|^2 ([TangentSystem]), with the
/// direction d' of the step before and the momentum mu; without momentum (S + shift) d = g.
final class Reconfiguration implements Descent {
    private final NaturalGradient settings;
    private final double momentum;
    private final double longest;
    private final TangentSystem system;
    /// d', the direction of the step before, and mu d'; empty without momentum.
    private final double[] previous;

    private final double[] near;

    /// @param momentum mu, the share of the direction before that is kept
    /// @param longest the largest Euclidean length of a step
    Reconfiguration(NaturalGradient settings, double momentum, double longest, int parameters, Team team) {
        this.settings = settings;
        this.momentum = momentum;
        this.longest = longest;
        this.system = new TangentSystem(settings.solver(), parameters, team);
        this.previous = new double[momentum > 0 ? parameters : 0];
        this.near = new double[previous.length];
    }

    @Override
    public Step step(long step, Tangent tangent, double[] theta) {
        double rate = settings.rate().at(step);
        double shift = settings.shift().at(step);
        for (int k = 0; k < near.length; k++) {
            near[k] = momentum * previous[k];
        }
        var direction = system.solve(tangent, shift, near);
        double[] d = direction.d();
        double natural = Math.sqrt(direction.squared());
        double used = rate * natural > settings.cap() ? settings.cap() / natural : rate;
        double euclidean = TangentSystem.norm(d);
        used = used * euclidean > longest ? longest / euclidean : used;
        for (int k = 0; k < theta.length; k++) {
            theta[k] -= used * d[k];
        }
        System.arraycopy(d, 0, previous, 0, previous.length);
        return new Step(
                direction.gradient(),
                used * natural,
                used,
                shift,
                direction.solver(),
                direction.rank(),
                direction.condition());
    }

    @Override
    public double[] state() {
        return previous.clone();
    }

    @Override
    public void restore(double[] state) {
        States.require(state, previous.length);
        System.arraycopy(state, 0, previous, 0, previous.length);
    }
}
