package ansatz.model;

import ansatz.engine.parallel.Team;
import ansatz.lattice.Spins;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Chains of a projected wave function: chains of phi for each image g s, whose tables follow the moves of s. With
/// p_g = chi(g)* phi(g s) / sum a ratio is sum_g p_g phi(g s')/phi(g s).
final class ProjectedEnsemble implements Ensemble {
    /// Shares below it are computed anew after a move, since the tables of a term that is nearly 0 are not exact.
    private static final double SMALL = 1e-9;

    private final ProjectedFunction psi;
    private final int chains;
    /// Chains of phi at g s; those of the identity, which is first, are the chains themselves.
    private final List<Ensemble> images;

    private final List<Block> blocks = new ArrayList<>();
    private double[] theta = {};
    private @Nullable ProjectedDerivatives derivatives;
    private double[] re = {};
    private double[] im = {};

    ProjectedEnsemble(ProjectedFunction psi, int[] sizes) {
        this.psi = psi;
        this.chains = Arrays.stream(sizes).sum();
        this.images = IntStream.range(0, psi.order)
                .mapToObj(g -> psi.phi.ensemble(sizes))
                .toList();
        for (int b = 0; b < sizes.length; b++) {
            int number = b;
            blocks.add(new Block(
                    images.stream().map(image -> image.blocks().get(number)).toArray(Walkers[]::new)));
        }
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
        return List.copyOf(blocks);
    }

    @Override
    public void bind(double[] parameters, Team team) {
        theta = parameters.clone();
        for (var image : images) {
            image.bind(theta, team);
        }
    }

    @Override
    public LogDerivatives logDerivatives(Team team) {
        var made = derivatives;
        if (made == null) {
            made = new ProjectedDerivatives(psi.parameterCount(), chains, psi.complex(), psi.phi.complex());
            derivatives = made;
            re = new double[psi.order * chains];
            im = new double[psi.complex() ? re.length : 0];
        }
        made.sum().clear();
        int first = 0;
        for (var block : blocks) {
            int count = block.spins().count();
            for (int g = 0; g < psi.order; g++) {
                System.arraycopy(block.re, g * block.stride, re, g * chains + first, count);
                if (psi.complex()) {
                    System.arraycopy(block.im, g * block.stride, im, g * chains + first, count);
                }
            }
            first += count;
        }
        for (int g = 0; g < psi.order; g++) {
            made.add(images.get(g).logDerivatives(team), re, im, g * chains, team);
        }
        return made.sum();
    }

    private final class Block implements Walkers {
        private final Walkers[] image;
        private final int stride;
        /// p_g at [g][chain]; 0 where psi(s) is 0.
        private final double[] re;
        private final double[] im;
        /// Where psi(s) is 0, which only a first configuration can be.
        private final boolean[] zero;
        /// The least modulus of the shares of each chain; where it is 0 the ratios of phi do not say all.
        private final double[] least;
        /// p_g phi(g s')/phi(g s) of a proposed move.
        private final double[] movedRe;
        private final double[] movedIm;
        private final double[] ratioRe;
        private final double[] ratioIm;
        /// 0 where a move was accepted, so that phi accepts it too, 2 elsewhere.
        private final double[] forced;

        /// 0 where a proposal is not allowed, so that its ratio is not needed.
        private final double[] allowed;

        /// The spins of the first site of a move.
        private final double[] before;

        Block(Walkers[] image) {
            this.image = image;
            this.stride = image[0].spins().stride();
            int size = psi.order * stride;
            boolean complex = psi.complex();
            this.re = new double[size];
            this.im = new double[complex ? size : 0];
            this.zero = new boolean[stride];
            this.least = new double[stride];
            this.movedRe = new double[size];
            this.movedIm = new double[complex ? size : 0];
            this.ratioRe = new double[stride];
            this.ratioIm = new double[stride];
            this.forced = new double[stride];
            this.allowed = new double[stride];
            this.before = new double[stride];
            Arrays.fill(forced, 2);
        }

        @Override
        public Spins spins() {
            return image[0].spins();
        }

        @Override
        public void refresh() {
            image[0].refresh();
            for (int g = 1; g < psi.order; g++) {
                follow(g);
            }
            psi.terms(theta, spins(), stride, re, im, new double[stride]);
            for (int c = 0; c < spins().count(); c++) {
                normalise(c);
            }
        }

        private void normalise(int c) {
            zero[c] = !psi.normalise(re, im, c, stride);
            least[c] = 1;
            for (int k = c; k < re.length; k += stride) {
                least[c] = Math.min(least[c], Math.abs(re[k]) + (psi.complex() ? Math.abs(im[k]) : 0));
            }
        }

        /// The terms of one chain from its configuration with some spins turned over.
        ///
        /// @return the logarithm of their largest modulus, by which they are divided
        private double terms(int c, int[] flipped, double[] outRe, double[] outIm) {
            var one = new Spins(psi.sites(), 1);
            for (int i = 0; i < psi.sites(); i++) {
                one.set(i, 0, spins().get(i, c) < 0);
            }
            for (int site : flipped) {
                one.flip(site, 0);
            }
            var largest = new double[1];
            psi.terms(theta, one, 1, outRe, outIm, largest);
            return largest[0];
        }

        /// What [#move] writes of a chain, from wave functions instead of ratios.
        private void moveDirectly(int c, int[] sites) {
            var oldRe = new double[psi.order];
            var oldIm = new double[im.length / stride];
            var newRe = new double[psi.order];
            var newIm = new double[oldIm.length];
            double scale = Math.exp(terms(c, sites, newRe, newIm) - terms(c, new int[0], oldRe, oldIm));
            double x = Arrays.stream(oldRe).sum();
            double y = Arrays.stream(oldIm).sum();
            double norm = x * x + y * y;
            for (int g = 0; g < psi.order; g++) {
                int at = g * stride + c;
                double a = newRe[g];
                double b = psi.complex() ? newIm[g] : 0;
                movedRe[at] = scale * (a * x + b * y) / norm;
                if (psi.complex()) {
                    movedIm[at] = scale * (b * x - a * y) / norm;
                }
            }
        }

        /// Takes the image of the chains as they are.
        private void follow(int g) {
            psi.move(g, spins(), 0, spins().count(), image[g].spins(), 0);
            image[g].refresh();
        }

        /// Writes p_g phi(g s')/phi(g s) for all g.
        private void move(int[] sites, double @Nullable [] needed) {
            for (int g = 0; g < psi.order; g++) {
                image[g].ratios(psi.moved(g, sites), needed, ratioRe, ratioIm);
                int at = g * stride;
                for (int c = 0; c < spins().count(); c++) {
                    double x = ratioRe[c];
                    if (!psi.complex()) {
                        movedRe[at + c] = re[at + c] * x;
                        continue;
                    }
                    double y = psi.phi.complex() ? ratioIm[c] : 0;
                    movedRe[at + c] = re[at + c] * x - im[at + c] * y;
                    movedIm[at + c] = re[at + c] * y + im[at + c] * x;
                }
            }
            for (int c = 0; c < spins().count(); c++) {
                if (least[c] == 0 && !zero[c] && (needed == null || needed[c] != 0)) {
                    moveDirectly(c, sites);
                }
            }
        }

        @Override
        public void ratios(int[] sites, double @Nullable [] needed, double[] outRe, double[] outIm) {
            move(sites, needed);
            sum(movedRe, outRe);
            if (psi.complex()) {
                sum(movedIm, outIm);
            }
        }

        private void sum(double[] terms, double[] out) {
            System.arraycopy(terms, 0, out, 0, stride);
            for (int at = stride; at < terms.length; at += stride) {
                for (int c = 0; c < stride; c++) {
                    out[c] += terms[at + c];
                }
            }
        }

        @Override
        public int propose(int[] sites, double[] uniform) {
            for (int c = 0; c < stride; c++) {
                allowed[c] = uniform[c] < 1 ? 1 : 0;
            }
            move(sites, allowed);
            sum(movedRe, ratioRe);
            if (psi.complex()) {
                sum(movedIm, ratioIm);
            }
            int accepted = 0;
            for (int c = 0; c < spins().count(); c++) {
                double x = ratioRe[c];
                double y = psi.complex() ? ratioIm[c] : 0;
                // from where psi is 0 all moves are good
                boolean go = zero[c] ? uniform[c] < 1 : uniform[c] < Math.min(1, x * x + y * y);
                forced[c] = go ? 0 : 2;
                accepted += go ? 1 : 0;
            }
            if (accepted > 0) {
                accept(sites, accepted);
            }
            return accepted;
        }

        private void accept(int[] sites, int accepted) {
            boolean leftZero = false;
            for (int c = 0; c < spins().count(); c++) {
                if (forced[c] == 0) {
                    leftZero |= zero[c];
                    for (int at = c; at < re.length; at += stride) {
                        re[at] = movedRe[at];
                        if (psi.complex()) {
                            im[at] = movedIm[at];
                        }
                    }
                    normalise(c);
                }
            }
            System.arraycopy(spins().values(), sites[0] * stride, before, 0, stride);
            if (image[0].follow(sites, forced) != accepted) {
                lead(sites);
            }
            for (int g = 1; g < psi.order; g++) {
                if (image[g].follow(psi.moved(g, sites), forced) != accepted) {
                    follow(g);
                }
            }
            if (leftZero) {
                refresh();
            }
            for (int c = 0; c < spins().count(); c++) {
                if (forced[c] == 0 && least[c] < SMALL) {
                    anew(c);
                }
            }
        }

        /// Computes the shares of a chain from its configuration.
        private void anew(int c) {
            var oneRe = new double[psi.order];
            var oneIm = new double[im.length / stride];
            terms(c, new int[0], oneRe, oneIm);
            for (int g = 0; g < psi.order; g++) {
                re[g * stride + c] = oneRe[g];
                if (psi.complex()) {
                    im[g * stride + c] = oneIm[g];
                }
            }
            normalise(c);
        }

        /// Moves the chains themselves where phi is so small that its own tables would not.
        private void lead(int[] sites) {
            for (int c = 0; c < spins().count(); c++) {
                if (forced[c] == 0 && spins().values()[sites[0] * stride + c] == before[c]) {
                    for (int site : sites) {
                        spins().flip(site, c);
                    }
                }
            }
            image[0].refresh();
        }
    }
}
