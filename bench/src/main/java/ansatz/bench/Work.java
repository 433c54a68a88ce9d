package ansatz.bench;

import java.util.Map;

/// One piece of work of bench/models.md.
interface Work extends AutoCloseable {

    /// Does one unit of it.
    void step();

    /// What the driver compares with the peer's, by name.
    Map<String, double[]> result();

    /// What was chosen, for the record.
    Map<String, String> settings();

    @Override
    void close();
}
