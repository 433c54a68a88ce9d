package ansatz.cli;

import ansatz.study.Machine;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `ansatz doctor`.
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Tell what Ansatz found on this machine, and whether it computes right.",
        footer = {"", "Example:", "  ansatz doctor"})
final class DoctorCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    DoctorCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Machine machine = Machine.here();
        out.println("ansatz      " + machine.ansatz());
        out.println("JDK         " + machine.jdk());
        out.println("system      " + machine.system());
        out.println("processor   " + machine.processor() + ", " + machine.processors() + " threads");
        out.println("memory      " + String.format(Locale.ROOT, "%.1f GB for the JVM", machine.heap() / 1e9));
        out.println("kernels     " + Kernels.describe());
        return ExitStatus.DONE;
    }
}
