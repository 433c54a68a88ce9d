package ansatz.cli;

import ansatz.schema.Schema;
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
        description = "Tell what Ansatz found on this machine, and whether it computes right (about five seconds).",
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
        out.println("processor   " + machine.processor());
        out.println("threads     " + machine.processors());
        out.println("memory      " + String.format(Locale.ROOT, "%.1f GB for the JVM", machine.heap() / 1e9));
        out.println("kernels     " + KernelNames.lanes());
        out.println("products    " + KernelNames.products());
        boolean good = tell(out, "functions", SelfTest.functions());
        good &= tell(out, "matrices", SelfTest.products());
        good &= tell(out, "study", SelfTest.study(Schema.installed(), Math.max(2, machine.processors())));
        out.println(good ? "all well" : "SOMETHING IS WRONG: results of this machine are not to be trusted");
        return good ? ExitStatus.DONE : ExitStatus.FAILED;
    }

    private static boolean tell(PrintWriter out, String name, SelfTest.Check check) {
        out.println(name + " ".repeat(12 - name.length()) + (check.good() ? "good: " : "WRONG: ") + check.text());
        out.flush();
        return check.good();
    }
}
