package ansatz.engine.execute;

import java.util.ArrayList;
import java.util.List;

/// Puts the steps of a pass into groups and their buffers into the arena.
final class Grouping {
    private final Group[] groups;
    private final int elements;

    Grouping(StepList list) {
        List<Group> made = new ArrayList<>();
        for (Step step : list.steps) {
            made.add(new Group(new Step[] {step}, step.outer(), Math.max(1, step.outer())));
        }
        this.groups = made.toArray(new Group[0]);
        this.elements = Arena.place(list.buffers);
    }

    Group[] groups() {
        return groups;
    }

    /// How many elements the arena needs.
    int elements() {
        return elements;
    }
}
