package ansatz.model;

import ansatz.engine.parallel.Team;
import java.util.Arrays;
import java.util.List;

/// The log-derivatives of a wave function whose parts have parameters of their own, one after the other. The rows
/// of a
/// part are all rows, or those of one output: log |psi| or arg psi.
///
/// @param outputs how many outputs the whole has
/// @param parts at least one
record JoinedDerivatives(int outputs, List<Part> parts) implements LogDerivatives {
    /// Derivatives by some of the parameters.
    ///
    /// @param output the first output that they belong to: 1 where the part is a phase
    record Part(LogDerivatives derivatives, int output) {
        int firstRow() {
            return output * derivatives.samples();
        }
    }

    JoinedDerivatives {
        parts = List.copyOf(parts);
    }

    @Override
    public int samples() {
        return parts.getFirst().derivatives.samples();
    }

    @Override
    public int parameters() {
        return parts.stream().mapToInt(part -> part.derivatives.parameters()).sum();
    }

    @Override
    public void write(double[] out, int offset, int stride, Team team) {
        int at = offset;
        for (var part : parts) {
            var derivatives = part.derivatives;
            int end = at + derivatives.parameters() * stride;
            for (int row = at; row < end && derivatives.rows() < rows(); row += stride) {
                Arrays.fill(out, row, row + rows(), 0.0);
            }
            derivatives.write(out, at + part.firstRow(), stride, team);
            at = end;
        }
    }

    @Override
    public void gram(double[] out, Team team) {
        int n = rows();
        Arrays.fill(out, 0, n * n, 0.0);
        for (var part : parts) {
            int m = part.derivatives.rows();
            int first = part.firstRow();
            var product = new double[m * m];
            part.derivatives.gram(product, team);
            team.run(m, (worker, a) -> {
                int to = (first + a) * n + first;
                for (int b = 0; b <= a; b++) {
                    out[to + b] += product[a * m + b];
                }
            });
        }
    }

    @Override
    public void times(double[] v, double[] out, Team team) {
        Arrays.fill(out, 0, rows(), 0.0);
        int at = 0;
        for (var part : parts) {
            int end = at + part.derivatives.parameters();
            var image = new double[part.derivatives.rows()];
            part.derivatives.times(Arrays.copyOfRange(v, at, end), image, team);
            for (int row = 0; row < image.length; row++) {
                out[part.firstRow() + row] += image[row];
            }
            at = end;
        }
    }

    @Override
    public void transposeTimes(double[] x, double[] out, Team team) {
        int at = 0;
        for (var part : parts) {
            int first = part.firstRow();
            var image = new double[part.derivatives.parameters()];
            part.derivatives.transposeTimes(Arrays.copyOfRange(x, first, first + part.derivatives.rows()), image, team);
            System.arraycopy(image, 0, out, at, image.length);
            at += image.length;
        }
    }
}
