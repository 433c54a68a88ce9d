package ansatz.continuum.problem;

import ansatz.continuum.space.ParticleSystem;
import ansatz.engine.execute.Executable;
import ansatz.engine.trace.Trace;
import java.util.Map;

/// Potentials of single configurations.
final class Energies {
    private Energies() {}

    static double of(Potential potential, ParticleSystem system, double... positions) {
        var trace = new Trace();
        var x = trace.sample("x", system.particles().count(), system.space().dimension());
        trace.output("v", potential.of(x, system));
        return Executable.of(trace.program())
                .run(new double[0], Map.of("x", positions), null, 1)
                .get("v")[0];
    }
}
