package ansatz.model;

import ansatz.engine.parallel.Team;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The chains of a restricted Boltzmann machine.
final class RbmEnsemble implements Ensemble {
    /// From so many hidden units on, vectors run over hidden units and not over chains.
    static final int MANY = 96;

    private static final int BLOCK_OF_FEW = 64;
    private static final int BLOCK_OF_MANY = 8;

    /// Computes what all chains share.
    @FunctionalInterface
    private interface Binding {
        void bind(double[] theta, Team team);
    }

    private final RbmShape shape;
    private final int chains;
    private final Binding tables;
    private final List<RbmBlock> blocks = new ArrayList<>();
    private final int[] first;
    private final RbmDerivatives derivatives;

    RbmEnsemble(RbmShape shape, int[] sizes) {
        this.shape = shape;
        this.chains = Arrays.stream(sizes).sum();
        boolean many = shape.hidden >= MANY;
        if (many) {
            var shared = new RbmHiddenTables(shape);
            this.tables = shared::bind;
            for (int size : sizes) {
                blocks.add(new RbmHiddenWalkers(shared, size));
            }
        } else {
            var shared = new RbmTables(shape, 2);
            this.tables = shared::bind;
            for (int size : sizes) {
                blocks.add(new RbmWalkers(shared, size));
            }
        }
        this.first = first();
        this.derivatives = new RbmDerivatives(shape, chains);
    }

    static int block(RbmShape shape) {
        return shape.hidden >= MANY ? BLOCK_OF_MANY : BLOCK_OF_FEW;
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
        if (theta.length != shape.parameters) {
            throw new IllegalArgumentException(
                    "found " + theta.length + " parameters; this restricted Boltzmann machine has " + shape.parameters);
        }
        tables.bind(theta, team);
    }

    @Override
    public LogDerivatives logDerivatives(Team team) {
        team.run(blocks.size(), (worker, b) -> {
            var block = blocks.get(b);
            Blocks.copy(block.spins(), derivatives.spins, first[b]);
            block.hyperbolicTangents(derivatives.tangents, derivatives.spins.stride(), first[b]);
        });
        return derivatives;
    }
}
