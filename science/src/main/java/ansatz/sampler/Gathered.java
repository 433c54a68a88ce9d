package ansatz.sampler;

import ansatz.engine.parallel.Team;
import ansatz.lattice.Spins;
import ansatz.model.Ensemble;
import ansatz.model.LogDerivatives;
import ansatz.model.WaveFunction;
import java.util.List;

/// The configurations of several iterations of a sampler side by side, in one ensemble: derivatives of all of them
/// have the factors that those of a single iteration have.
public final class Gathered {
    private final Ensemble ensemble;
    private final int chains;
    private final int draws;
    private final int sites;
    private final long[] bits;

    /// @param chains the configurations of an iteration
    /// @param draws how many iterations
    public Gathered(WaveFunction psi, int chains, int draws) {
        this.chains = chains;
        this.draws = draws;
        this.sites = psi.sites();
        this.ensemble = psi.ensemble(Math.multiplyExact(chains, draws));
        this.bits = new long[chains * draws * Spins.words(sites)];
    }

    /// How many iterations there are.
    public int draws() {
        return draws;
    }

    /// Takes the configurations of one iteration.
    ///
    /// @param draw its number, from 0
    /// @param from the configurations, as many as there are in each iteration
    public void put(int draw, Ensemble from) {
        long[] configurations = Packed.of(List.of(from), sites);
        System.arraycopy(configurations, 0, bits, draw * chains * Spins.words(sites), configurations.length);
    }

    /// The derivatives of log psi, iteration by iteration; valid until they are asked for again.
    ///
    /// @param theta the parameters
    public LogDerivatives logDerivatives(double[] theta, Team team) {
        ensemble.bind(theta, team);
        Packed.restore(bits, List.of(ensemble), sites);
        var blocks = ensemble.blocks();
        team.run(blocks.size(), (worker, b) -> blocks.get(b).refresh());
        return ensemble.logDerivatives(team);
    }
}
