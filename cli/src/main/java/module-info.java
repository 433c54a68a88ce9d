/// The command line: commands, terminal.
module ansatz.cli {
    requires ansatz;
    requires ansatz.engine;
    requires info.picocli;
    requires tools.jackson.databind;
    requires static org.jspecify;
    requires java.compiler;

    opens ansatz.cli to
            info.picocli;

    uses ansatz.schema.Catalogue;
    uses ansatz.study.Reporter;
}
