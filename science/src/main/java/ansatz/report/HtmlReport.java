package ansatz.report;

import ansatz.study.Disk;
import ansatz.study.Reporter;
import ansatz.study.SweepRunner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Writes `report.html` into the folder of a run or a sweep, whatever state the run is in.
public final class HtmlReport implements Reporter {
    /// The name of the file in the folder of a run.
    public static final String FILE = "report.html";

    private final Disk disk;

    /// A reporter that writes through `disk`.
    public HtmlReport(Disk disk) {
        this.disk = disk;
    }

    /// A reporter that writes to the disk of this machine.
    public HtmlReport() {
        this(Disk.LOCAL);
    }

    /// @throws ansatz.schema.InvalidInput if the folder is not that of a run, or a file in it is of a newer version
    @Override
    public Path write(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        disk.replace(file, html(folder).getBytes(StandardCharsets.UTF_8));
        return file;
    }

    /// The page, without writing it.
    ///
    /// @throws ansatz.schema.InvalidInput if the folder is not that of a run, or a file in it is of a newer version
    /// @throws IOException if a file cannot be read
    public String html(Path folder) throws IOException {
        return SweepRunner.isSweep(folder) ? SweepPage.of(SweepFolder.read(folder)) : Page.of(RunReader.read(folder));
    }
}
