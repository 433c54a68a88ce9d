package ansatz.thermal;

import ansatz.lattice.Bond;
import ansatz.lattice.Lattice;
import ansatz.lattice.Permutation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A square torus, bond by bond.
record Torus(int rows, int columns) implements Lattice {
    @Override
    public int sites() {
        return rows * columns;
    }

    @Override
    public List<Bond> bonds() {
        var bonds = new ArrayList<Bond>();
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                int right = r * columns + (c + 1) % columns;
                int down = (r + 1) % rows * columns + c;
                bonds.add(new Bond(r * columns + c, right));
                bonds.add(new Bond(r * columns + c, down));
            }
        }
        return bonds;
    }

    @Override
    public List<Permutation> translations() {
        return List.of(Permutation.of(IntStream.range(0, sites()).toArray()));
    }

    @Override
    public int translationCount() {
        return 1;
    }
}
