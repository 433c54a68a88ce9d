package ansatz.model;

import ansatz.engine.linalg.GaussJordan;
import ansatz.lattice.Spins;

/// The sites of the spins up and of those down, in some order: rows and columns of the matrix of pairs.
final class PairConfiguration {
    private final PairShape shape;
    /// The sites of spins up, and of spins down.
    final int[] up;
    final int[] down;
    /// The row or column of each site.
    final int[] place;

    PairConfiguration(PairShape shape) {
        this.shape = shape;
        this.up = new int[shape.pairs];
        this.down = new int[shape.pairs];
        this.place = new int[shape.sites];
    }

    /// Takes a configuration, in the order of the sites.
    ///
    /// @return false where as many spins are not up as down
    boolean read(Spins s, int n) {
        int ups = 0;
        int downs = 0;
        for (int i = 0; i < shape.sites; i++) {
            boolean isUp = s.get(i, n) > 0;
            if ((isUp ? ups : downs) == shape.pairs) {
                return false;
            }
            place[i] = isUp ? ups : downs;
            if (isUp) {
                up[ups++] = i;
            } else {
                down[downs++] = i;
            }
        }
        return true;
    }

    /// The sign of the order of fermions, -1 where an odd number of pairs of an up spin and a down spin stand in
    /// the
    /// other order; of a configuration as it was read.
    int parity() {
        // up spin number a at site i has i - a down spins before it
        int sum = 0;
        for (int a = 0; a < up.length; a++) {
            sum += up[a] - a;
        }
        return sum % 2 == 0 ? 1 : -1;
    }

    /// Inverts the matrix f_ij with a row for each spin up.
    ///
    /// @param out takes the inverse, with a row for each spin down
    /// @return false if it has none
    boolean invert(double[] f, GaussJordan elimination, double[] out) {
        for (int u = 0; u < up.length; u++) {
            int row = up[u] * shape.sites;
            for (int d = 0; d < down.length; d++) {
                out[u * down.length + d] = f[row + down[d]];
            }
        }
        return elimination.invert(out, 0);
    }

    /// Exchanges the spins of a site i, which is up, and a site j, which is down: they take each other's place.
    void exchange(int i, int j) {
        int row = place[i];
        int column = place[j];
        up[row] = j;
        down[column] = i;
        place[j] = row;
        place[i] = column;
    }

    /// Adds the derivatives of log det f, the elements of the inverse.
    ///
    /// @param at where the inverse begins
    /// @param ofUp how far the elements of two spins up are apart
    /// @param ofDown how far those of two spins down are
    void addDerivatives(double[] inverse, int at, int ofUp, int ofDown, StoredDerivatives to, int sample) {
        for (int d = 0; d < down.length; d++) {
            int row = down[d] * shape.sites;
            for (int u = 0; u < up.length; u++) {
                int pair = row + up[u];
                if (shape.parameter[pair] >= 0) {
                    to.add(shape.parameter[pair], sample, shape.sign[pair] * inverse[at + u * ofUp + d * ofDown]);
                }
            }
        }
    }
}
