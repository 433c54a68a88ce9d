package ansatz.cli;

import ansatz.study.Machine;
import picocli.CommandLine.IVersionProvider;

/// The line of `ansatz --version`.
final class Version implements IVersionProvider {
    Version() {}

    @Override
    public String[] getVersion() {
        return new String[] {"ansatz " + Machine.version() + " (JDK " + Runtime.version() + ")"};
    }
}
