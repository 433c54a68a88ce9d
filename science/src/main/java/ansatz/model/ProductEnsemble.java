package ansatz.model;

import ansatz.engine.parallel.Team;
import ansatz.lattice.Spins;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Chains of a product: chains of each factor, whose tables follow the moves that the product of their ratios
/// accepts.
final class ProductEnsemble implements Ensemble {
    private final ProductFunction psi;
    private final boolean complex;
    private final List<Ensemble> factors;
    private final List<Block> blocks = new ArrayList<>();

    ProductEnsemble(ProductFunction psi, int[] sizes) {
        this.psi = psi;
        this.complex = psi.complex();
        this.factors =
                psi.factors().stream().map(factor -> factor.ensemble(sizes)).toList();
        for (int b = 0; b < sizes.length; b++) {
            int number = b;
            blocks.add(new Block(
                    new Spins(psi.sites(), sizes[b]),
                    factors.stream().map(factor -> factor.blocks().get(number)).toArray(Walkers[]::new)));
        }
    }

    @Override
    public int chains() {
        return factors.getFirst().chains();
    }

    @Override
    public boolean complex() {
        return complex;
    }

    @Override
    public List<Walkers> blocks() {
        return List.copyOf(blocks);
    }

    @Override
    public void bind(double[] theta, Team team) {
        var parts = psi.split(theta);
        for (int k = 0; k < factors.size(); k++) {
            factors.get(k).bind(parts.get(k), team);
        }
    }

    @Override
    public LogDerivatives logDerivatives(Team team) {
        return psi.joined(
                factors.stream().map(factor -> factor.logDerivatives(team)).toList());
    }

    private final class Block implements Walkers {
        private final Spins spins;
        private final Walkers[] factor;
        private final boolean[] complexFactor;
        private final double[] re;
        private final double[] im;
        private final double[] factorRe;
        private final double[] factorIm;
        /// 0 where a proposal is not allowed, so that its ratio is not needed.
        private final double[] allowed;
        /// 0 where a move was accepted, so that all factors accept it too, 2 elsewhere.
        private final double[] forced;

        Block(Spins spins, Walkers[] factor) {
            int stride = spins.stride();
            this.spins = spins;
            this.factor = factor;
            this.complexFactor = new boolean[factor.length];
            for (int k = 0; k < factor.length; k++) {
                complexFactor[k] = factors.get(k).complex();
            }
            this.re = new double[stride];
            this.im = new double[complex ? stride : 0];
            this.factorRe = new double[stride];
            this.factorIm = new double[complex ? stride : 0];
            this.allowed = new double[stride];
            this.forced = new double[stride];
            Arrays.fill(forced, 2);
        }

        @Override
        public Spins spins() {
            return spins;
        }

        @Override
        public void refresh() {
            for (var walkers : factor) {
                Blocks.copy(spins, walkers.spins(), 0);
                walkers.refresh();
            }
        }

        @Override
        public void ratios(int[] sites, double @Nullable [] needed, double[] outRe, double[] outIm) {
            factor[0].ratios(sites, needed, outRe, outIm);
            if (complex && !complexFactor[0]) {
                Arrays.fill(outIm, 0);
            }
            for (int k = 1; k < factor.length; k++) {
                factor[k].ratios(sites, needed, factorRe, factorIm);
                multiply(complexFactor[k], outRe, outIm);
            }
        }

        private void multiply(boolean turns, double[] outRe, double[] outIm) {
            for (int c = 0; c < spins.count(); c++) {
                double x = outRe[c];
                outRe[c] = x * factorRe[c];
                if (turns) {
                    double y = outIm[c];
                    outRe[c] -= y * factorIm[c];
                    outIm[c] = x * factorIm[c] + y * factorRe[c];
                } else if (complex) {
                    outIm[c] *= factorRe[c];
                }
            }
        }

        @Override
        public int propose(int[] sites, double[] uniform) {
            for (int c = 0; c < allowed.length; c++) {
                allowed[c] = uniform[c] < 1 ? 1 : 0;
            }
            ratios(sites, allowed, re, im);
            int accepted = 0;
            for (int c = 0; c < spins.count(); c++) {
                double square = complex ? re[c] * re[c] + im[c] * im[c] : re[c] * re[c];
                boolean go = uniform[c] < 1 && uniform[c] < square;
                forced[c] = go ? 0 : 2;
                accepted += go ? 1 : 0;
            }
            if (accepted > 0) {
                accept(sites, accepted);
            }
            return accepted;
        }

        private void accept(int[] sites, int accepted) {
            for (int c = 0; c < spins.count(); c++) {
                if (forced[c] == 0) {
                    for (int site : sites) {
                        spins.flip(site, c);
                    }
                }
            }
            for (var walkers : factor) {
                if (walkers.follow(sites, forced) != accepted) {
                    // the ratio of this factor alone is too small for its tables
                    Blocks.copy(spins, walkers.spins(), 0);
                    walkers.refresh();
                }
            }
        }
    }
}
