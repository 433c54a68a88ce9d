package ansatz.engine.execute;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Orders the steps of a pass into groups, cuts groups into blocks and puts the buffers into the arena.
///
/// Steps that share their outermost axis run together index by index where each touches, of what another writes,
/// only the part of its own index. Inside such a group, steps that share a second axis run together in the same
/// way. A buffer that no step outside touches is then kept only for the current block.
final class Grouping {
    /// How many elements a block may need: with eight lanes, a good part of the second-level cache.
    private static final int BLOCK_ELEMENTS = 2400;

    private final List<Step> steps;
    /// The same steps with two axes merged, made when they are asked for.
    private final @Nullable Step[] deep;
    private final List<List<Integer>> before = new ArrayList<>();
    /// How many steps touch a buffer.
    private final Map<Buffer, Integer> users = new IdentityHashMap<>();
    private final List<Step> order = new ArrayList<>();
    private final Group[] groups;
    private final int elements;

    Grouping(StepList list) {
        this.steps = list.steps;
        this.deep = new Step[steps.size()];
        dependencies();
        for (Step step : steps) {
            touched(step).forEach(buffer -> users.merge(buffer, 1, Integer::sum));
        }
        list.buffers.forEach(Buffer::forget);
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            all.add(i);
        }
        List<Group> made = new ArrayList<>();
        for (List<Integer> members : gather(all, 1)) {
            made.add(group(members));
        }
        this.groups = made.toArray(new Group[0]);
        replace();
        this.elements = Arena.place(list.buffers);
    }

    Group[] groups() {
        return groups;
    }

    /// How many elements the arena needs.
    int elements() {
        return elements;
    }

    /// A step comes after all earlier steps that write what it reads or writes, or read what it writes.
    private void dependencies() {
        for (int i = 0; i < steps.size(); i++) {
            List<Integer> earlier = new ArrayList<>();
            for (int j = 0; j < i; j++) {
                if (meet(steps.get(j).writes(), steps.get(i).reads())
                        || meet(steps.get(j).writes(), steps.get(i).writes())
                        || meet(steps.get(j).reads(), steps.get(i).writes())) {
                    earlier.add(j);
                }
            }
            before.add(earlier);
        }
    }

    private static boolean meet(List<Operand> some, List<Operand> others) {
        for (Operand a : some) {
            for (Operand b : others) {
                if (a.buffer == b.buffer) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Lets the result of a step stand in the place of an operand that nobody needs any more.
    private void replace() {
        Set<Buffer> given = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int s = 0; s < order.size(); s++) {
            Step step = order.get(s);
            for (Operand operand : step.replaceable()) {
                Operand result = step.writes().get(0);
                Buffer x = operand.buffer;
                Buffer z = result.buffer;
                boolean dies = x.last == s && z.first == s && z.instead == null && !given.contains(x);
                if (dies && !operand.scalar && x.keptLike(z) && walkedAlike(step, x, result)) {
                    z.instead = x;
                    given.add(x);
                }
            }
        }
    }

    private static boolean walkedAlike(Step step, Buffer x, Operand result) {
        for (Operand operand : step.reads()) {
            if (operand.buffer == x && !operand.alike(result)) {
                return false;
            }
        }
        return true;
    }

    private Step step(int i, int depth) {
        if (depth == 1) {
            return steps.get(i);
        }
        Step made = deep[i];
        if (made == null) {
            made = steps.get(i).at(depth);
            deep[i] = made;
        }
        return made;
    }

    private static Set<Buffer> touched(Step step) {
        Set<Buffer> touched = Collections.newSetFromMap(new IdentityHashMap<>());
        step.reads().forEach(operand -> touched.add(operand.buffer));
        step.writes().forEach(operand -> touched.add(operand.buffer));
        return touched;
    }

    /// Orders the given steps into groups that can run together with so many of their axes in common. A group takes
    /// in every later step that fits, so that steps of another kind between two of its own do not cut it.
    private List<List<Integer>> gather(List<Integer> candidates, int depth) {
        List<List<Integer>> gathered = new ArrayList<>();
        List<Integer> left = new ArrayList<>(candidates);
        while (!left.isEmpty()) {
            List<Integer> group = new ArrayList<>();
            // the earliest step that is left never waits for a later one
            int first = left.removeFirst();
            group.add(first);
            int[] axes = steps.get(first).axes();
            if (axes.length >= depth) {
                for (int k = 0; k < left.size(); k++) {
                    int i = left.get(k);
                    if (fits(i, axes, depth) && ready(i, left) && together(i, group, depth)) {
                        group.add(i);
                        left.remove(k--);
                    }
                }
            }
            gathered.add(group);
        }
        return gathered;
    }

    private boolean ready(int i, List<Integer> left) {
        for (int j : before.get(i)) {
            if (left.contains(j)) {
                return false;
            }
        }
        return true;
    }

    private boolean fits(int i, int[] axes, int depth) {
        int[] own = steps.get(i).axes();
        return own.length >= depth && Arrays.equals(own, 0, depth, axes, 0, depth);
    }

    /// True when the step and those of the group touch, of every buffer that one of them writes and another one
    /// touches, only what belongs to their own index.
    private boolean together(int i, List<Integer> group, int depth) {
        Step step = step(i, depth);
        for (int j : group) {
            Step other = step(j, depth);
            if (!apart(step.reads(), other.writes(), step.outer())
                    || !apart(step.writes(), other.writes(), step.outer())
                    || !apart(step.writes(), other.reads(), step.outer())) {
                return false;
            }
        }
        return true;
    }

    private static boolean apart(List<Operand> some, List<Operand> others, int outer) {
        for (Operand a : some) {
            for (Operand b : others) {
                if (a.buffer == b.buffer && !(a.confined(outer, outer) && b.confined(outer, outer))) {
                    return false;
                }
            }
        }
        return true;
    }

    private Group group(List<Integer> members) {
        int[] axes = steps.get(members.get(0)).axes();
        int outer = axes.length == 0 ? 1 : axes[0];
        int start = order.size();
        List<List<Integer>> inner = members.size() == 1 ? List.of(members) : gather(members, 2);
        int n = inner.size();
        int[] begin = new int[n + 1];
        int[] extent = new int[n];
        for (int p = 0; p < n; p++) {
            List<Integer> part = inner.get(p);
            begin[p] = order.size();
            extent[p] = part.size() > 1 ? steps.get(part.get(0)).axes()[1] : 1;
            for (int i : part) {
                order.add(step(i, extent[p] > 1 ? 2 : 1));
            }
        }
        begin[n] = order.size();
        int[] blocks = new int[n];
        for (int p = 0; p < n; p++) {
            int merged = outer * extent[p];
            blocks[p] = extent[p] > 1 ? block(begin[p], begin[p + 1], merged, 2) : 1;
        }
        int block = members.size() == 1 ? outer : block(start, order.size(), outer, 1);
        Group.Part[] parts = new Group.Part[n];
        for (int p = 0; p < n; p++) {
            parts[p] = new Group.Part(order.subList(begin[p], begin[p + 1]).toArray(new Step[0]), extent[p], blocks[p]);
            live(start, order.size() - 1, block < outer, begin[p], begin[p + 1] - 1, extent[p] > 1);
        }
        return new Group(outer, block, parts);
    }

    /// Chooses how many indices steps `from` to `to - 1` of the order run at a time, and keeps only so much of the
    /// buffers that nothing else touches.
    private int block(int from, int to, int indices, int level) {
        Map<Buffer, Integer> inside = new IdentityHashMap<>();
        Set<Buffer> shared = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int s = from; s < to; s++) {
            Step step = order.get(s);
            touched(step).forEach(buffer -> inside.merge(buffer, 1, Integer::sum));
            for (List<Operand> operands : List.of(step.reads(), step.writes())) {
                for (Operand operand : operands) {
                    if (operand.buffer.place != Buffer.Place.TILE
                            || operand.buffer.level() != 0
                            || !operand.confined(step.outer(), indices)) {
                        shared.add(operand.buffer);
                    }
                }
            }
        }
        int[] alive = new int[to - from];
        List<Buffer> own = new ArrayList<>();
        for (Map.Entry<Buffer, Integer> entry : inside.entrySet()) {
            Buffer buffer = entry.getKey();
            if (!shared.contains(buffer) && entry.getValue().equals(users.get(buffer))) {
                own.add(buffer);
                int first = to;
                int last = from;
                for (int s = from; s < to; s++) {
                    if (touched(order.get(s)).contains(buffer)) {
                        first = Math.min(first, s);
                        last = s;
                    }
                }
                for (int s = first; s <= last; s++) {
                    alive[s - from] += buffer.elements / indices;
                }
            }
        }
        int most = Math.max(1, Arrays.stream(alive).max().orElse(1));
        int block = Math.max(1, Math.min(indices, BLOCK_ELEMENTS / most));
        if (own.isEmpty() || block == indices) {
            return indices;
        }
        own.forEach(buffer -> buffer.keepBlock(level, indices, block));
        return block;
    }

    /// Says when the buffers that one part of a group touches live: what a loop touches but does not own lives as
    /// long as the loop.
    private void live(int start, int end, boolean groupLoops, int from, int to, boolean partLoops) {
        for (int s = from; s <= to; s++) {
            for (Buffer buffer : touched(order.get(s))) {
                if (buffer.level() == 0 && groupLoops) {
                    buffer.touch(start);
                    buffer.touch(end);
                } else if (buffer.level() < 2 && partLoops) {
                    buffer.touch(from);
                    buffer.touch(to);
                } else {
                    buffer.touch(s);
                }
            }
        }
    }
}
