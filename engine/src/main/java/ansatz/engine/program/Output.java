package ansatz.engine.program;

/// A named result of a program.
///
/// @param name  unique among the outputs of its program
/// @param value the place of the instruction that yields it
public record Output(String name, int value) {}
