package ansatz.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/// What a call of the command line did.
///
/// @param status the exit status
/// @param out everything on standard output, from the commands and from a program that they ran
/// @param err everything on standard error
record Captured(int status, String out, String err) {
    static Captured of(String... args) {
        PrintStream before = System.out;
        var bytes = new ByteArrayOutputStream();
        var err = new StringWriter();
        try (var stream = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(stream);
            int status = Main.execute(new PrintWriter(stream, true), new PrintWriter(err, true), args);
            return new Captured(status, bytes.toString(StandardCharsets.UTF_8), err.toString());
        } finally {
            System.setOut(before);
        }
    }
}
