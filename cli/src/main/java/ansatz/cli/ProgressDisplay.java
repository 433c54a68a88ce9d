package ansatz.cli;

import ansatz.study.Progress;
import ansatz.study.Study;
import ansatz.study.Sweep;
import ansatz.study.Watcher;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Shows a run on standard error: one line that is written over where somebody looks, plain lines now and then
/// elsewhere.
final class ProgressDisplay implements Watcher {
    // On a terminal ten times a second looks alive; in a log file a line each five seconds stays readable.
    private static final double LIVE_SECONDS = 0.1;
    private static final double PLAIN_SECONDS = 5;
    private static final int PLAIN_COLUMNS = 200;

    private final PrintWriter err;
    private final Terminal terminal;
    private String place = "";
    private String phase = "";
    private double next;
    private int shown;
    private @Nullable Progress waiting;

    ProgressDisplay(PrintWriter err, Terminal terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    @Override
    public void started(Path folder, Study study) {
        err.println(study.title() + "  (seed " + study.seed() + ", " + folder + ")");
    }

    @Override
    public void point(Sweep sweep, Sweep.Point point) {
        end();
        phase = "";
        next = 0;
        place = "point " + point.number() + "/" + sweep.points().size() + "  ";
        List<String> values = new ArrayList<>();
        for (int k = 0; k < sweep.keys().size(); k++) {
            values.add(sweep.keys().get(k) + " = " + point.values().get(k));
        }
        err.println("point " + point.number() + " of " + sweep.points().size() + ": " + String.join(", ", values));
    }

    @Override
    public void advanced(Progress progress, double seconds, double left) {
        boolean first = !progress.phase().equals(phase);
        if (first && waiting != null) {
            show(waiting, Double.NaN); // the last line of a phase tells how it ended
            settle();
        }
        waiting = progress;
        if (first || seconds >= next || progress.step() == progress.steps()) {
            phase = progress.phase();
            show(progress, left);
            waiting = null;
            next = seconds + (terminal.live() ? LIVE_SECONDS : PLAIN_SECONDS);
            if (progress.step() == progress.steps()) {
                settle();
            }
        }
    }

    @Override
    public void note(String line) {
        settle();
        err.println(line);
    }

    /// The run has ended.
    void end() {
        if (waiting != null) {
            show(waiting, Double.NaN);
            waiting = null;
        }
        settle();
    }

    private void show(Progress progress, double left) {
        if (!terminal.live()) {
            err.println(place + ProgressLine.of(progress, left, PLAIN_COLUMNS - place.length()));
            return;
        }
        // the last column stays free: some terminals wrap there
        String line = place + ProgressLine.of(progress, left, Math.max(0, terminal.columns() - 1 - place.length()));
        err.print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
        err.flush();
        shown = line.length();
    }

    private void settle() {
        if (shown > 0) {
            err.println();
            shown = 0;
        }
    }
}
