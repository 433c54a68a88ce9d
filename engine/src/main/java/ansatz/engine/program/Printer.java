package ansatz.engine.program;

import java.util.StringJoiner;

/// Writes a program for people: one instruction a line, values as `%place`, types at the end, outputs last.
final class Printer {
    private Printer() {}

    static String print(Program program) {
        StringBuilder text = new StringBuilder();
        print(program, "", text);
        return text.toString();
    }

    /// The body of a scan stands under its line, indented.
    private static void print(Program program, String indent, StringBuilder text) {
        for (int i = 0; i < program.instructions().size(); i++) {
            Instruction instruction = program.instructions().get(i);
            text.append(indent).append(String.format("%5s = ", "%" + i)).append(name(instruction.operation()));
            StringJoiner operands = new StringJoiner(", ", " ", "");
            operands.setEmptyValue("");
            for (int operand : instruction.operands()) {
                operands.add("%" + operand);
            }
            text.append(operands).append(" : ").append(instruction.type()).append('\n');
            if (instruction.operation() instanceof Operation.Scan scan) {
                print(scan.body(), indent + "        ", text);
            }
        }
        for (Output output : program.outputs()) {
            text.append(indent)
                    .append(output.name())
                    .append(" <- %")
                    .append(output.value())
                    .append('\n');
        }
    }

    private static String name(Operation operation) {
        return switch (operation) {
            case Operation.Parameter p -> "parameter \"" + p.name() + "\" at " + p.offset();
            case Operation.SharedInput s -> "shared \"" + s.name() + "\"";
            case Operation.SampleInput s -> "sample \"" + s.name() + "\"";
            case Operation.Constant c ->
                "constant" + (c.isUniform() ? " " + c.values()[0] : c.shape().toString());
            case Operation.Elementwise e -> e.function().name().toLowerCase(java.util.Locale.ROOT);
            case Operation.Linear l -> lower(l);
            case Operation.Contract c -> "contract " + c.left() + "," + c.right() + "->" + c.result();
            case Operation.Max m -> lower(m);
            case Operation.Matrix m -> lower(m);
            case Operation.Scan s -> "scan of " + s.length() + " steps";
            case Operation.Fused f -> lower(f);
            case Operation.SampleMean m -> lower(m);
            case Operation.StopGradient s -> lower(s);
        };
    }

    private static String lower(Operation operation) {
        String text = operation.toString();
        String plain = text.endsWith("[]") ? text.substring(0, text.length() - 2) : text;
        return Character.toLowerCase(plain.charAt(0)) + plain.substring(1);
    }
}
