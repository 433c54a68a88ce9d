package ansatz.study;

import ansatz.data.Dataset;
import ansatz.data.Split;
import ansatz.learn.Target;
import ansatz.schema.InvalidInput;
import java.util.List;

/// How rows are held out and cut into folds: at random, of each class the same share; by whole groups; or in time.
///
/// @param groups the column of which equal values stay together; empty for none
record Folding(Learning.Order order, String groups, long seed) {
    /// @throws InvalidInput if there is no such column, or it has one value only
    Split split(Dataset data, Target target, double share) {
        if (!groups.isEmpty()) {
            int[] group = data.column(groups).groups();
            if (count(group) < 2) {
                throw new InvalidInput(data.source() + ": the column \"" + groups
                        + "\" has one value only, and whole groups are held out: at least 2 are needed");
            }
            return Split.grouped(data, group, share, seed);
        }
        if (order == Learning.Order.LAST) {
            return Split.ordered(data, share);
        }
        return target.classes().isEmpty()
                ? Split.random(data, share, seed)
                : Split.stratified(data, target.codes(), share, seed);
    }

    /// @param target of the rows to learn from
    /// @param most as many folds as this, or fewer where rows or groups do not suffice
    /// @throws InvalidInput if there are too few of them for two folds
    List<Split> folds(Split.Training training, Target target, int most) {
        Dataset rows = training.rows();
        if (!groups.isEmpty()) {
            int[] group = rows.column(groups).groups();
            if (count(group) < 2) {
                throw new InvalidInput(rows.source() + ": the rows to learn from have one value of \"" + groups
                        + "\" only, and folds are of whole groups: at least 3 groups are needed in all");
            }
            return Split.groupedFolds(training, group, Math.min(most, count(group)), seed);
        }
        if (order == Learning.Order.LAST) {
            return Split.forward(training, Math.min(most, rows.rows() - 1));
        }
        int count = Math.min(most, rows.rows());
        return target.classes().isEmpty()
                ? Split.folds(training, count, seed)
                : Split.folds(training, target.codes(), count, seed);
    }

    private static int count(int[] group) {
        int most = -1;
        for (int g : group) {
            most = Math.max(most, g);
        }
        return most + 1;
    }
}
