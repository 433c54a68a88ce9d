package ansatz.model;

import ansatz.engine.parallel.Team;
import ansatz.lattice.Spins;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Chains of a traced wave function, with the derivatives planned once.
final class TracedEnsemble implements Ensemble {
    /// As many configurations as make one run of the program worth its start, and blocks enough for many threads.
    private static final int BLOCK = 64;

    private final TracedWaveFunction psi;
    private final int chains;
    private final double[] theta;
    private final List<Walkers> blocks;
    private @Nullable TracedDerivatives derivatives;
    private @Nullable Team planned;

    TracedEnsemble(TracedWaveFunction psi, int chains) {
        this.psi = psi;
        this.chains = chains;
        this.theta = new double[psi.parameterCount()];
        var list = new ArrayList<Walkers>();
        for (int size : Blocks.sizes(chains, BLOCK)) {
            list.add(new TracedWalkers(psi, theta, size));
        }
        this.blocks = List.copyOf(list);
    }

    @Override
    public int chains() {
        return chains;
    }

    @Override
    public boolean complex() {
        return false;
    }

    @Override
    public List<Walkers> blocks() {
        return blocks;
    }

    @Override
    public void bind(double[] parameters, Team team) {
        System.arraycopy(parameters, 0, theta, 0, theta.length);
    }

    @Override
    public LogDerivatives logDerivatives(Team team) {
        var made = derivatives;
        if (made == null || planned != team) {
            made = new TracedDerivatives(psi.derivatives(team));
            derivatives = made;
            planned = team;
        }
        return made.at(theta, spins());
    }

    private Spins spins() {
        return Blocks.joined(psi.sites(), chains, blocks);
    }
}
