package ansatz.model;

import ansatz.engine.parallel.Team;
import ansatz.lattice.Spins;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Chains of a traced wave function, with the derivatives planned once.
final class TracedEnsemble implements Ensemble {
    private final TracedWaveFunction psi;
    private final int chains;
    private final double[] theta;
    private final List<Walkers> blocks;
    private @Nullable TracedDerivatives derivatives;
    private @Nullable Team planned;

    TracedEnsemble(TracedWaveFunction psi, int[] sizes) {
        this.psi = psi;
        this.chains = Arrays.stream(sizes).sum();
        this.theta = new double[psi.parameterCount()];
        var list = new ArrayList<Walkers>();
        for (int size : sizes) {
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
        return psi.complex();
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
            made = psi.derivatives(team);
            derivatives = made;
            planned = team;
        }
        var all = spins();
        return made.at(theta, TracedWaveFunction.SPINS, TracedWaveFunction.configurations(all), all.count());
    }

    private Spins spins() {
        return Blocks.joined(psi.sites(), chains, blocks);
    }
}
