package ansatz.engine.transform;

import static ansatz.engine.transform.Expressions.column;
import static ansatz.engine.transform.Expressions.entries;
import static ansatz.engine.transform.Expressions.inner;
import static ansatz.engine.transform.Expressions.length;
import static ansatz.engine.transform.Expressions.number;
import static ansatz.engine.transform.Expressions.scale;

import ansatz.engine.program.Instruction;
import ansatz.engine.program.Operation;
import ansatz.engine.program.Output;
import ansatz.engine.program.Program;
import ansatz.engine.trace.Trace;
import ansatz.engine.trace.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// The definition of each fused operation in primitive ones.
public final class Definitions {
    private Definitions() {}

    /// What a fused operation stands for, on the given operands.
    public static Value expand(Operation.Fused operation, Value... x) {
        return switch (operation) {
            case Operation.LogSumExp l -> logSumExp(x[0], l.axes());
            case Operation.Softmax ignored -> softmax(x[0]);
            case Operation.JetChain ignored -> jetChain(x[0], x[1], x[2], x[3]);
            case Operation.JetAffineChain ignored -> jetAffineChain(x[0], x[1], x[2], x[3]);
            case Operation.JetProduct ignored -> jetProduct(x[0], x[1], x[2], x[3]);
            case Operation.JetLogAbsDeterminant ignored -> jetLogAbsDeterminant(x[0], x[1]);
            case Operation.Scan s -> new Scans(s, x).unrolled();
        };
    }

    /// The program with every fused operation replaced by its definition.
    public static Program expand(Program program) {
        return expand(program, f -> true);
    }

    /// The program with every recurrence replaced by its steps.
    static Program expandScans(Program program) {
        return expand(program, f -> f instanceof Operation.Scan);
    }

    private static Program expand(Program program, Predicate<Operation.Fused> which) {
        Trace trace = new Trace();
        List<Value> values = new ArrayList<>();
        for (Instruction instruction : program.instructions()) {
            Value[] x = instruction.operands().stream().map(values::get).toArray(Value[]::new);
            values.add(
                    instruction.operation() instanceof Operation.Fused f && which.test(f)
                            ? expand(f, x)
                            : trace.emit(instruction.operation(), x));
        }
        for (Output output : program.outputs()) {
            trace.output(output.name(), values.get(output.value()));
        }
        return trace.program();
    }

    /// m + log sum exp(x - m), with m the largest element where that is finite, else 0. The result does not depend
    /// on m, whose derivative is therefore stopped.
    private static Value logSumExp(Value x, int[] axes) {
        Value largest = x.max(axes).stopGradient();
        Value finite = largest.abs().less(number(largest, Double.POSITIVE_INFINITY));
        Value m = finite.select(largest, number(largest, 0));
        return x.minus(Expressions.expand(m, axes, x.shape()))
                .exp()
                .sum(axes)
                .log()
                .plus(m);
    }

    /// exp(x - m) / sum exp(x - m), with m the largest element.
    private static Value softmax(Value x) {
        int[] last = {x.shape().rank() - 1};
        Value m = x.max(last).stopGradient();
        Value e = x.minus(Expressions.expand(m, last, x.shape())).exp();
        return e.over(Expressions.expand(e.sum(last), last, x.shape()));
    }

    private static Value jetChain(Value f0, Value f1, Value f2, Value x) {
        int r = length(x);
        Value rows = entries(x, 1, r - 1);
        Value laplacian = f1.times(x.at(-1, r - 1)).plus(f2.times(inner(rows, rows)));
        return Value.concat(-1, column(f0), scale(f1, rows), column(laplacian));
    }

    private static Value jetAffineChain(Value f0, Value f1, Value f2, Value rows) {
        return Value.concat(-1, column(f0), scale(f1, rows), column(f2.times(inner(rows, rows))));
    }

    private static Value jetLogAbsDeterminant(Value a, Value x) {
        int r = length(x);
        String batch = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".substring(0, a.shape().rank() - 2);
        Value inverse = a.inverse();
        Value traces = inverse.contract(x, batch + "ji", batch + "ijr", batch + "r");
        Value m = inverse.contract(entries(x, 1, r - 1), batch + "ij", batch + "jkr", batch + "ikr");
        Value squares = m.contract(m, batch + "ijr", batch + "jir", batch);
        Value laplacian = traces.at(-1, r - 1).minus(squares);
        return Value.concat(-1, column(a.logAbsDeterminant()), entries(traces, 1, r - 1), column(laplacian));
    }

    private static Value jetProduct(Value x0, Value y0, Value x, Value y) {
        int r = length(x);
        Value xRows = entries(x, 1, r - 1);
        Value yRows = entries(y, 1, r - 1);
        Value rows = scale(x0, yRows).plus(scale(y0, xRows));
        Value products = inner(xRows, yRows);
        Value laplacian =
                x0.times(y.at(-1, r - 1)).plus(y0.times(x.at(-1, r - 1))).plus(products.times(number(products, 2)));
        return Value.concat(-1, column(x0.times(y0)), rows, column(laplacian));
    }
}
