import module ansatz;

/// The ground state of the critical Ising ring of 20 spins.
/// Start it with: ./ansatz run examples/IsingChain.java
void main() {
    var lattice = Lattice.chain(20);
    var problem = Ising.on(lattice).field(1.0); // H = -J sum z z - h sum x
    var psi = Rbm.DEFAULTS.density(4).translationInvariant();
    var rate = Schedule.from(0.05, 0.02, 200);
    var shift = Schedule.from(1e-2, 1e-4, 100);
    var study = Study.groundState(problem, psi)
            .sampler(Metropolis.singleFlips().chains(1024).sweeps(2))
            .optimizer(NaturalGradient.DEFAULTS.rate(rate).shift(shift))
            .steps(250)
            .seed(1);

    IO.println("energy  " + study.run().energy()); // -25.4910(1) J
    IO.println("exact   " + problem.reference().orElseThrow().value());
}
