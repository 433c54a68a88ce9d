package ansatz.problem;

import java.util.Map;

/// Sums of Pauli strings by Kronecker products, the slow definition.
final class DenseHamiltonian {
    private static final Map<Character, double[][][]> PAULI = Map.of(
            // [real or imaginary][row][column]
            '1', new double[][][] {{{1, 0}, {0, 1}}, {{0, 0}, {0, 0}}},
            'X', new double[][][] {{{0, 1}, {1, 0}}, {{0, 0}, {0, 0}}},
            'Y', new double[][][] {{{0, 0}, {0, 0}}, {{0, -1}, {1, 0}}},
            'Z', new double[][][] {{{1, 0}, {0, -1}}, {{0, 0}, {0, 0}}});

    private DenseHamiltonian() {}

    /// Element (row, column) of a product of matrices, one letter a site, site 0 in the lowest bit; {real,
    /// imaginary}.
    static double[] element(String letters, int row, int column) {
        double re = 1;
        double im = 0;
        for (int i = 0; i < letters.length(); i++) {
            double[][][] m = PAULI.get(letters.charAt(i));
            int r = row >> i & 1;
            int c = column >> i & 1;
            double next = re * m[0][r][c] - im * m[1][r][c];
            im = re * m[1][r][c] + im * m[0][r][c];
            re = next;
        }
        return new double[] {re, im};
    }

    /// The string in the notation of [PauliString#parse].
    static String notation(String letters) {
        var text = new StringBuilder();
        for (int i = 0; i < letters.length(); i++) {
            if (letters.charAt(i) != '1') {
                text.append(' ').append(letters.charAt(i)).append(i);
            }
        }
        return text.toString();
    }

    /// One letter a site, the inverse of [#notation].
    static String letters(PauliString string, int sites) {
        var letters = "1".repeat(sites).toCharArray();
        for (int site : string.signs()) {
            letters[site] = 'Z';
        }
        for (int site : string.flips()) {
            letters[site] = letters[site] == 'Z' ? 'Y' : 'X';
        }
        return new String(letters);
    }

    /// Whether row and column differ where the letters are X or Y.
    static boolean connects(String letters, int row, int column) {
        int flips = 0;
        for (int i = 0; i < letters.length(); i++) {
            flips |= letters.charAt(i) == 'X' || letters.charAt(i) == 'Y' ? 1 << i : 0;
        }
        return (row ^ column) == flips;
    }

    /// The matrix of a sum as this package applies it.
    static double[][] matrix(PauliSum sum) {
        int size = 1 << sum.sites();
        var matrix = new double[size][];
        for (int column = 0; column < size; column++) {
            var unit = new double[size];
            unit[column] = 1;
            matrix[column] = StateVector.real(unit).image(sum).re();
        }
        return matrix;
    }
}
