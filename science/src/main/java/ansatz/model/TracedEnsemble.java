package ansatz.model;

import ansatz.engine.parallel.Team;
import ansatz.lattice.Spins;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Chains of a traced wave function, with the derivatives planned once.
final class TracedEnsemble implements Ensemble {
    private final TracedWaveFunction psi;
    private final int chains;
    private final double[] theta;
    private final List<Walkers> blocks;
    private final Consumer<double[]> tables;
    private @Nullable TracedDerivatives derivatives;
    private @Nullable Team planned;

    /// Chains with tables of their own.
    ///
    /// @param tables takes the parameters that are bound
    TracedEnsemble(TracedWaveFunction psi, List<Walkers> blocks, Consumer<double[]> tables) {
        this.psi = psi;
        this.chains = blocks.stream().mapToInt(block -> block.spins().count()).sum();
        this.theta = new double[psi.parameterCount()];
        this.blocks = List.copyOf(blocks);
        this.tables = tables;
    }

    /// Chains that are evaluated at each proposed configuration.
    static TracedEnsemble of(TracedWaveFunction psi, int[] sizes) {
        var bound = new double[psi.parameterCount()];
        List<Walkers> blocks = new ArrayList<>();
        for (int size : sizes) {
            blocks.add(new TracedWalkers(psi, bound, size));
        }
        return new TracedEnsemble(psi, blocks, theta -> System.arraycopy(theta, 0, bound, 0, bound.length));
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
        tables.accept(theta);
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
