package ansatz.engine.execute;

import java.util.List;

/// The loops around a product: axes that can become the outer axis of a step, and axes that run inside it.
record Nest(List<Letters.Axis> front, List<Letters.Axis> rest) {

    int[] axes() {
        return Letters.extents(front);
    }

    private List<Letters.Axis> outer(int depth) {
        return front.subList(0, Math.min(depth, front.size()));
    }

    private List<Letters.Axis> inner(int depth) {
        List<Letters.Axis> inner =
                new java.util.ArrayList<>(front.subList(Math.min(depth, front.size()), front.size()));
        inner.addAll(rest);
        return inner;
    }

    int outerExtent(int depth) {
        return Letters.product(outer(depth));
    }

    int runs(int depth) {
        return Letters.product(inner(depth));
    }

    Operand a(View view, boolean scalar, int depth, int span) {
        return Operand.of(
                view.buffer(), scalar, Letters.a(outer(depth), 0), 0, Letters.a(inner(depth), view.offset()), span);
    }

    Operand b(View view, int depth, int span) {
        return Operand.of(
                view.buffer(), false, Letters.b(outer(depth), 0), 0, Letters.b(inner(depth), view.offset()), span);
    }

    Operand z(View view, int depth, int span) {
        return Operand.of(
                view.buffer(), false, Letters.z(outer(depth), 0), 0, Letters.z(inner(depth), view.offset()), span);
    }
}
