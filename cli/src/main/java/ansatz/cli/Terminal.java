package ansatz.cli;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// Whether somebody looks at standard error, and how wide the window is.
///
/// @param live whether a line can be written over
/// @param columns the width of the window
record Terminal(boolean live, int columns) {
    private static final int USUAL_COLUMNS = 80;

    static Terminal ofStandardError() {
        boolean live = isTerminal();
        return new Terminal(live, live ? width() : USUAL_COLUMNS);
    }

    private static boolean isTerminal() {
        Path descriptor = Path.of("/proc/self/fd/2");
        if (Files.exists(descriptor)) {
            try {
                String target = Files.readSymbolicLink(descriptor).toString();
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
            } catch (IOException e) {
                return false;
            }
        }
        // Elsewhere Java can tell only about standard input and output, which mostly go the same way.
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    private static int width() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(Path.of("/dev/tty").toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String[] size;
            try (InputStream in = stty.getInputStream()) {
                size = new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                        .strip()
                        .split(" ");
            }
            if (stty.waitFor(1, TimeUnit.SECONDS) && size.length == 2 && Integer.parseInt(size[1]) > 0) {
                return Integer.parseInt(size[1]);
            }
        } catch (IOException | NumberFormatException e) {
            return USUAL_COLUMNS; // no stty, as on Windows
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return USUAL_COLUMNS;
    }
}
