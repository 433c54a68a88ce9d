package ansatz.optimizer;

import ansatz.schema.Checked;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import ansatz.schema.Shorthand;

/// A number that changes geometrically from one value to another over some steps, and stays there.
@Name(value = "schedule", summary = "A number that goes geometrically from start to end over some steps")
public record Schedule(
        @Key(value = "value at the first step", min = 0, max = 1e6)
        double start,

        @Key(value = "value at the last of the steps, and after", min = 0, max = 1e6)
        double end,

        @Key(value = "steps from start to end; 0 is end at once", min = 0, max = 1e9)
        int steps)
        implements Checked {

    /// 0.1 always.
    public static final Schedule DEFAULTS = constant(0.1);

    /// The same value always.
    @Shorthand
    public static Schedule constant(double value) {
        return new Schedule(value, value, 0);
    }

    /// From `start` to `end` over `steps`.
    public static Schedule from(double start, double end, int steps) {
        return new Schedule(start, end, steps);
    }

    @Override
    public void check(Problems problems) {
        if (steps > 0 && start != end && (start == 0 || end == 0)) {
            problems.add(
                    "end",
                    "is " + end + " and start is " + start
                            + "; a geometric schedule needs both above 0, or both equal");
        }
    }

    /// The largest value in so many steps.
    public double largest(int count) {
        return Math.max(at(0), at(Math.max(0, count - 1))); // it never turns back
    }

    /// The value at a step.
    ///
    /// @param step from 0
    public double at(long step) {
        if (step >= steps || start == end) {
            return end;
        }
        return start * Math.pow(end / start, (double) step / steps);
    }
}
