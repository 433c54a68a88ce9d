package ansatz.model;

import ansatz.engine.parallel.Team;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The chains of a complex restricted Boltzmann machine.
final class ComplexRbmEnsemble implements Ensemble {
    /// So that the tables of a block stay in the second-level cache.
    private static final int MOST_TABLE = 16_000;

    private static final int LANES = 16;
    private static final int MOST = 64;

    private final RbmShape shape;
    private final int chains;
    private final ComplexRbmTables tables;
    private final List<ComplexRbmWalkers> blocks = new ArrayList<>();
    private final ComplexRbmDerivatives derivatives;

    ComplexRbmEnsemble(RbmShape shape, int[] sizes) {
        this.shape = shape;
        this.chains = Arrays.stream(sizes).sum();
        this.tables = new ComplexRbmTables(shape);
        for (int size : sizes) {
            blocks.add(new ComplexRbmWalkers(tables, size));
        }
        this.derivatives = new ComplexRbmDerivatives(shape, chains);
    }

    static int block(RbmShape shape) {
        return Math.clamp(MOST_TABLE / (4L * shape.hidden) / LANES * LANES, LANES, MOST);
    }

    @Override
    public int chains() {
        return chains;
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
        if (theta.length != 2 * shape.parameters) {
            throw new IllegalArgumentException("found " + theta.length
                    + " parameters; this complex restricted Boltzmann machine has " + 2 * shape.parameters);
        }
        tables.bind(theta, team);
    }

    @Override
    public LogDerivatives logDerivatives(Team team) {
        int[] first = first();
        team.run(blocks.size(), (worker, b) -> {
            var block = blocks.get(b);
            Blocks.copy(block.spins(), derivatives.real.spins, first[b]);
            Blocks.copy(block.spins(), derivatives.imaginary.spins, first[b]);
            block.hyperbolicTangents(
                    derivatives.real.tangents,
                    derivatives.imaginary.tangents,
                    derivatives.real.spins.stride(),
                    first[b]);
        });
        return derivatives;
    }
}
