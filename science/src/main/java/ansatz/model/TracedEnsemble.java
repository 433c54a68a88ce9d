package ansatz.model;

import ansatz.engine.parallel.Team;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Chains of a traced wave function: evaluated directly, with the derivatives planned once.
final class TracedEnsemble implements Ensemble {
    private final TracedWaveFunction psi;
    private final DirectEnsemble chains;
    private double[] theta = {};
    private @Nullable TracedDerivatives derivatives;
    private @Nullable Team planned;

    TracedEnsemble(TracedWaveFunction psi, int count) {
        this.psi = psi;
        this.chains = new DirectEnsemble(psi, count);
    }

    @Override
    public int chains() {
        return chains.chains();
    }

    @Override
    public List<Walkers> blocks() {
        return chains.blocks();
    }

    @Override
    public void bind(double[] parameters, Team team) {
        theta = parameters.clone();
        chains.bind(parameters, team);
    }

    @Override
    public LogDerivatives logDerivatives(Team team) {
        var made = derivatives;
        if (made == null || planned != team) {
            made = new TracedDerivatives(psi.derivatives(team));
            derivatives = made;
            planned = team;
        }
        return made.at(theta, chains.spins());
    }
}
