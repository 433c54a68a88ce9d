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

    /// All rows to learn from, for what holds rows out by folds or judges by none.
    public static Training whole(Dataset data) {
        return new Training(data);
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

    /// Holds whole groups out at random, as many as come nearest to the share of the rows: no group is on both
    /// sides.
    ///
    /// @param groups the group of each row, from 0
    /// @throws IllegalArgumentException with fewer than two groups
    public static Split grouped(Dataset data, int[] groups, double share, long seed) {
        int[] sizes = sizes(groups);
        if (sizes.length < 2) {
            throw new IllegalArgumentException(data.source() + ": has one group; a split needs at least 2");
        }
        var held = new boolean[sizes.length];
        double goal = share * groups.length;
        int rows = 0;
        int count = 0;
        for (int g : RandomStream.of(seed, STREAM, 3, 0).permutation(sizes.length)) {
            boolean nearer = Math.abs(rows + sizes[g] - goal) <= Math.abs(rows - goal);
            if (count < sizes.length - 1 && (count == 0 || nearer)) {
                held[g] = true;
                rows += sizes[g];
                count++;
            }
        }
        return apart(data, groups, held);
    }

    /// Parts of whole groups, each held out once: the largest group left goes to the smallest part.
    ///
    /// @param data the rows to learn from
    /// @param groups the group of each row, from 0
    /// @throws IllegalArgumentException with fewer groups than folds, or fewer than two folds
    public static List<Split> groupedFolds(Training data, int[] groups, int count, long seed) {
        int[] sizes = sizes(groups);
        if (count < 2 || sizes.length < count) {
            throw new IllegalArgumentException(data.rows.source() + ": " + count + " folds of " + sizes.length
                    + " groups; legal are 2 to the number of groups");
        }
        var order = Arrays.stream(RandomStream.of(seed, STREAM, 4, 0).permutation(sizes.length))
                .boxed()
                .sorted((a, b) -> Integer.compare(sizes[b], sizes[a])) // stable: ties stay shuffled
                .toList();
        var part = new int[sizes.length];
        var rows = new int[count];
        for (int g : order) {
            int smallest = 0;
            for (int k = 1; k < count; k++) {
                smallest = rows[k] < rows[smallest] ? k : smallest;
            }
            part[g] = smallest;
            rows[smallest] += sizes[g];
        }
        var splits = new ArrayList<Split>();
        for (int k = 0; k < count; k++) {
            var held = new boolean[sizes.length];
            for (int g = 0; g < held.length; g++) {
                held[g] = part[g] == k;
            }
            splits.add(apart(data.rows, groups, held));
        }
        return splits;
    }

    /// The rows in order, cut into one part more than folds: each part but the first is held out, and learned from
    /// are
    /// the parts before it alone.
    ///
    /// @throws IllegalArgumentException with fewer rows than parts, or fewer than two folds
    public static List<Split> forward(Training data, int count) {
        int n = data.rows.rows();
        if (count < 2 || n < count + 1) {
            throw new IllegalArgumentException(data.rows.source() + ": " + count + " folds in time of " + n
                    + " rows; legal are 2 to the number of rows less 1");
        }
        var splits = new ArrayList<Split>();
        int[] all = range(n);
        for (int k = 1; k <= count; k++) {
            int from = (int) ((long) k * n / (count + 1));
            int to = (int) ((long) (k + 1) * n / (count + 1));
            splits.add(new Split(data.rows, sorted(all, 0, from), sorted(all, from, to)));
        }
        return splits;
    }

    /// The first rows of these at random, of growing number: what learning from fewer rows gives. The rows held out
    /// are
    /// those of this split.
    ///
    /// @param count rows to learn from
    public Split shortened(int count, long seed) {
        int[] order = RandomStream.of(seed, STREAM, 5, 0).permutation(training.length);
        var kept = new int[Math.min(count, order.length)];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = training[order[i]];
        }
        return new Split(data, sorted(kept, 0, kept.length), heldOut);
    }

    /// Rows to learn from that were drawn with replacement from those of this split: one resampling of a bootstrap.
    /// The rows held out are those of this split.
    ///
    /// @param number of the resampling, from 0
    public Split resampled(long seed, int number) {
        var random = RandomStream.of(seed, STREAM, 6, number);
        var drawn = new int[training.length];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = training[random.nextInt(drawn.length)];
        }
        return new Split(data, sorted(drawn, 0, drawn.length), heldOut);
    }

    private static int[] sizes(int[] groups) {
        var sizes = new int[Arrays.stream(groups).max().orElse(-1) + 1];
        for (int g : groups) {
            sizes[g]++;
        }
        return sizes;
    }

    private static Split apart(Dataset data, int[] groups, boolean[] held) {
        int[] training = Arrays.stream(range(groups.length))
                .filter(i -> !held[groups[i]])
                .toArray();
        int[] heldOut =
                Arrays.stream(range(groups.length)).filter(i -> held[groups[i]]).toArray();
        return new Split(data, training, heldOut);
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
