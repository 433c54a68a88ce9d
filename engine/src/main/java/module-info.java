/// Arrays and programs: tracing, derivatives, execution on tiles of samples. No physics, no statistics, no files.
///
/// The packages stand in the order in which they may use each other: each imports only those above it:
/// array, parallel, kernel, random, linalg, program, trace, transform, execute.
module ansatz.engine {
    requires static transitive org.jspecify;
    requires static jdk.incubator.vector;
    requires hipparchus.core;

    exports ansatz.engine.array;
    exports ansatz.engine.kernel;
    exports ansatz.engine.linalg;
    exports ansatz.engine.parallel;
    exports ansatz.engine.program;
    exports ansatz.engine.random;
    exports ansatz.engine.trace;
    exports ansatz.engine.transform;
    exports ansatz.engine.execute;
}
