package ansatz.bench;

import ansatz.engine.execute.Executable;
import ansatz.engine.kernel.VectorModule;
import ansatz.engine.parallel.Team;
import ansatz.engine.trace.Trace;
import ansatz.engine.trace.Value;
import ansatz.engine.transform.ForwardLaplacian;
import ansatz.engine.transform.Simplify;

/// What an ahead-of-time cache is recorded from: which classes a process loads, and which methods it calls often.
/// The models are small
/// ones that no row measures.
final class Rehearsal {
    private static final int SAMPLES = 64;
    private static final int PLANS = 30;
    private static final int RUNS = 100;
    private static final int PARTICLES = 5;
    private static final int WIDTH = 12;

    private Rehearsal() {}

    static void run(int threads) {
        // the cache cannot hold classes of modules that were loaded late
        VectorModule.decline();
        try (Team team = Team.of(threads)) {
            for (int i = 0; i < PLANS; i++) {
                energies(team);
            }
        }
    }

    /// Five particles in a plane: each sees the mean of its neighbours' features; one determinant with an envelope.
    private static void energies(Team team) {
        var t = new Trace();
        Value x = t.sample("x", PARTICLES, 2);
        Value d = x.insertAxis(1).minus(x.insertAxis(0));
        Value p = Models.dense(t, Value.concat(2, d, d.square()), "pair", WIDTH)
                .tanh()
                .mean(1);
        Value h = Models.dense(t, Value.concat(1, x, p), "mix", WIDTH).tanh();
        Value orbitals = Models.dense(t, h, "orbital", PARTICLES)
                .times(x.square().sum(1).insertAxis(1).times(-0.5).exp());
        Value f = orbitals.logAbsDeterminant();
        Value energy = ForwardLaplacian.of(f, x).laplacian();
        t.output("energy", energy);
        Executable executable = Executable.of(Simplify.apply(t.program()), team);
        var arguments = executable
                .arguments()
                .theta(Models.theta(t.parameters()))
                .input("x", Formulas.inputs(SAMPLES, 2 * PARTICLES))
                .samples(SAMPLES);
        for (int i = 0; i < RUNS; i++) {
            executable.run(arguments);
        }
    }
}
