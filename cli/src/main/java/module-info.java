/// The command line: commands, terminal.
module ansatz.cli {
    requires ansatz;
    requires info.picocli;
    requires static org.jspecify;
    requires java.compiler;
}
