package ansatz.engine.execute;

import java.util.ArrayList;
import java.util.List;

/// The steps of one phase as they are planned, with the buffers they use: either for shared values (one lane,
/// nothing reused) or for a tile of samples.
final class StepList {
    /// True for steps that run on a tile, false for those on shared values.
    final boolean tile;
    final List<Step> steps = new ArrayList<>();
    final List<Buffer> buffers = new ArrayList<>();

    StepList(boolean tile) {
        this.tile = tile;
    }

    void add(Step step) {
        int place = steps.size();
        steps.add(step);
        step.reads().forEach(o -> o.buffer.touch(place));
        step.writes().forEach(o -> o.buffer.touch(place));
    }

    /// Puts a step in the place of another one that wrote the same.
    void replace(int place, Step step) {
        steps.set(place, step);
        step.reads().forEach(o -> o.buffer.touch(place));
    }

    Buffer buffer(int elements) {
        Buffer buffer = new Buffer(tile ? Buffer.Place.TILE : Buffer.Place.SHARED, elements);
        buffers.add(buffer);
        return buffer;
    }

    /// True when an element of the view is one number for all lanes of the tile.
    boolean scalar(View view) {
        return tile && view.buffer().place == Buffer.Place.SHARED;
    }

    /// The loops of a step over several views of one index space.
    Loops loops(int[] extents, View... views) {
        boolean[] lanes = new boolean[views.length];
        for (int k = 0; k < views.length; k++) {
            lanes[k] = !scalar(views[k]);
        }
        return Loops.of(extents, List.of(views), lanes);
    }

    /// The same elements, row-major in a buffer of their own, one run of lanes each.
    View materialise(View view) {
        View copy = View.of(buffer(view.size()), view.extents());
        if (view.size() > 0) {
            add(new CopyStep(loops(view.extents(), copy, view)));
        }
        return copy;
    }

    /// The view itself where it has strides, else a copy that has.
    View affine(View view) {
        return view.affine() ? view : materialise(view);
    }

    /// The view itself where it is without gaps and per lane, else a copy that is.
    View lanes(View view) {
        return scalar(view) || !view.affine() ? materialise(view) : view;
    }
}
