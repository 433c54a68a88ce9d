package ansatz.model;

import ansatz.engine.parallel.Team;
import java.util.Arrays;
import java.util.List;

/// The chains of a product of pairs.
final class PairEnsemble implements Ensemble {
    private final PairShape shape;
    private final int chains;
    private final double[] f;
    private final List<PairWalkers> blocks;
    private final int[] first;
    private final StoredDerivatives derivatives;

    PairEnsemble(PairShape shape, int[] sizes) {
        this.shape = shape;
        this.chains = Arrays.stream(sizes).sum();
        this.f = new double[shape.sites * shape.sites];
        this.blocks = Arrays.stream(sizes)
                .mapToObj(size -> new PairWalkers(shape, f, size))
                .toList();
        this.first = first();
        this.derivatives = new StoredDerivatives(shape.parameters, chains, 1);
    }

    @Override
    public int chains() {
        return chains;
    }

    @Override
    public List<Walkers> blocks() {
        return List.copyOf(blocks);
    }

    @Override
    public void bind(double[] theta, Team team) {
        System.arraycopy(shape.table(theta), 0, f, 0, f.length);
    }

    @Override
    public LogDerivatives logDerivatives(Team team) {
        derivatives.clear();
        team.run(blocks.size(), (worker, b) -> blocks.get(b).addDerivatives(derivatives, first[b]));
        return derivatives;
    }
}
