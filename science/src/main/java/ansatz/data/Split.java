package ansatz.data;

import ansatz.engine.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A data set cut in two: rows to learn from and rows to be judged by. What is learned from data takes a
/// [Training], which only a split makes: so nothing can be learned from the rows held out.
public final class Split {
    private static final int STREAM = 12;

    /// The rows to learn from.
    public static final class Training {
        private final Dataset rows;

        private Training(Dataset rows) {
            this.rows = rows;
        }

        /// These rows.
        public Dataset rows() {
            return rows;
        }
    }

    private final Dataset data;
    private final int[] training;
    private final int[] heldOut;

    private Split(Dataset data, int[] training, int[] heldOut) {
        this.data = data;
        this.training = training;
        this.heldOut = heldOut;
    }

    /// The rows to learn from.
    public Training training() {
        return new Training(data.select(training));
    }

    /// The rows that are held out.
    public Dataset heldOut() {
        return data.select(heldOut);
    }

    /// Holds rows out at random.
    ///
    /// @param share how many of all, above 0 and below 1; at least one row stays on either side
    /// @throws IllegalArgumentException with fewer than two rows
    public static Split random(Dataset data, double share, long seed) {
        return cut(data, RandomStream.of(seed, STREAM, 0, 0).permutation(data.rows()), share);
    }

    /// Holds out the last rows: of a time series the future.
    ///
    /// @throws IllegalArgumentException with fewer than two rows
    public static Split ordered(Dataset data, double share) {
        return cut(data, range(data.rows()), share);
    }

    /// Holds rows out at random, of each class of a column the same share as far as whole rows allow.
    ///
    /// @param classes the class of each row, from 0
    /// @throws IllegalArgumentException with fewer than two rows
    public static Split stratified(Dataset data, int[] classes, double share, long seed) {
        return cut(data, dealt(data, classes, seed), share);
    }

    /// Parts of nearly equal size, each held out once.
    ///
    /// @param data the rows to learn from: what is chosen by folds is part of the learning
    /// @throws IllegalArgumentException with fewer rows than folds, or fewer than two folds
    public static List<Split> folds(Training data, int count, long seed) {
        return folds(data.rows, RandomStream.of(seed, STREAM, 1, 0).permutation(data.rows.rows()), count);
    }

    /// As [#folds(Training, int, long)], with nearly the same share of each class in each part.
    public static List<Split> folds(Training data, int[] classes, int count, long seed) {
        return folds(data.rows, dealt(data.rows, classes, seed), count);
    }

    /// The order in which every k-th row belongs to one part: the classes one after the other, spread evenly.
    private static int[] dealt(Dataset data, int[] classes, long seed) {
        int[] shuffled = RandomStream.of(seed, STREAM, 2, 0).permutation(data.rows());
        int highest = Arrays.stream(classes).max().orElse(0);
        var count = new int[highest + 1];
        for (int c : classes) {
            count[c]++;
        }
        var seen = new int[highest + 1];
        var place = new double[data.rows()];
        var order = new ArrayList<Integer>();
        for (int row : shuffled) {
            int c = classes[row];
            place[row] = (seen[c]++ + 0.5) / count[c];
            order.add(row);
        }
        order.sort((a, b) -> Double.compare(place[a], place[b])); // stable: ties stay shuffled
        return order.stream().mapToInt(Integer::intValue).toArray();
    }

    private static Split cut(Dataset data, int[] order, double share) {
        int n = order.length;
        if (n < 2) {
            throw new IllegalArgumentException(data.source() + ": has " + n + " row; a split needs at least 2");
        }
        int held = (int) Math.max(1, Math.min(n - 1, Math.round(share * n)));
        return new Split(data, sorted(order, 0, n - held), sorted(order, n - held, n));
    }

    private static List<Split> folds(Dataset data, int[] order, int count) {
        int n = order.length;
        if (count < 2 || n < count) {
            throw new IllegalArgumentException(
                    data.source() + ": " + count + " folds of " + n + " rows; legal are 2 to the number of rows");
        }
        var splits = new ArrayList<Split>();
        for (int k = 0; k < count; k++) {
            int from = (int) ((long) k * n / count);
            int to = (int) ((long) (k + 1) * n / count);
            int[] rest = new int[n - (to - from)];
            System.arraycopy(order, 0, rest, 0, from);
            System.arraycopy(order, to, rest, from, n - to);
            splits.add(new Split(data, sorted(rest, 0, rest.length), sorted(order, from, to)));
        }
        return splits;
    }

    /// In the order of the data, so that the same rows give the same sums.
    private static int[] sorted(int[] order, int from, int to) {
        int[] rows = Arrays.copyOfRange(order, from, to);
        Arrays.sort(rows);
        return rows;
    }

    private static int[] range(int n) {
        var all = new int[n];
        Arrays.setAll(all, i -> i);
        return all;
    }
}
