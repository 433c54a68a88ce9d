package ansatz.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/// One call of the command line, with what it printed.
///
/// @param status the exit status
/// @param out standard output
/// @param err standard error
record CommandLineCase(int status, String out, String err) {
    static CommandLineCase of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new CommandLineCase(status, out.toString(), err.toString());
    }

    List<String> errors() {
        return err.lines().toList();
    }
}
