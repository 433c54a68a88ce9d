package ansatz.model;

import ansatz.engine.parallel.Team;
import ansatz.lattice.Spins;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Chains of psi_1 exp(i log |psi_2|): psi_1 moves them, psi_2 follows where ratios are asked for.
final class ModulusPhaseEnsemble implements Ensemble {
    private final ModulusPhaseFunction psi;
    private final Ensemble modulus;
    private final Ensemble phase;
    private final List<Block> blocks = new ArrayList<>();

    ModulusPhaseEnsemble(ModulusPhaseFunction psi, int[] sizes) {
        this.psi = psi;
        this.modulus = psi.modulus().ensemble(sizes);
        this.phase = psi.phase().ensemble(sizes);
        for (int b = 0; b < sizes.length; b++) {
            blocks.add(new Block(modulus.blocks().get(b), phase.blocks().get(b)));
        }
    }

    @Override
    public int chains() {
        return modulus.chains();
    }

    @Override
    public boolean complex() {
        return true;
    }

    @Override
    public List<Walkers> blocks() {
        return List.copyOf(blocks);
    }

    @Override
    public void bind(double[] theta, Team team) {
        modulus.bind(psi.first(theta), team);
        phase.bind(psi.second(theta), team);
    }

    @Override
    public LogDerivatives logDerivatives(Team team) {
        team.run(blocks.size(), (worker, b) -> blocks.get(b).follow());
        return ModulusPhaseFunction.joined(modulus.logDerivatives(team), phase.logDerivatives(team));
    }

    private static final class Block implements Walkers {
        private final Walkers modulus;
        private final Walkers phase;
        private final double[] second;
        /// Whether the chains have moved since the tables of the phase were computed.
        private boolean moved = true;

        Block(Walkers modulus, Walkers phase) {
            this.modulus = modulus;
            this.phase = phase;
            this.second = new double[modulus.spins().stride()];
        }

        @Override
        public Spins spins() {
            return modulus.spins();
        }

        @Override
        public void refresh() {
            modulus.refresh();
            moved = true;
        }

        void follow() {
            if (moved) {
                Blocks.copy(modulus.spins(), phase.spins(), 0);
                phase.refresh();
                moved = false;
            }
        }

        @Override
        public void ratios(int[] sites, double @Nullable [] needed, double[] re, double[] im) {
            follow();
            modulus.ratios(sites, needed, re, im);
            phase.ratios(sites, needed, second, im);
            for (int n = 0; n < spins().count(); n++) {
                double ratio = re[n];
                double angle = Math.log(Math.abs(second[n]));
                re[n] = ratio * Math.cos(angle);
                im[n] = ratio * Math.sin(angle);
            }
        }

        @Override
        public int propose(int[] sites, double[] uniform) {
            moved = true;
            return modulus.propose(sites, uniform);
        }
    }
}
