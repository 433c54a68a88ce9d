import module ansatz;

/// The ground state of the critical Ising ring of 20 spins, H = -J sum z z - h sum x with J = h = 1.
/// Start it with: ./ansatz run examples/IsingChain.java
void main() {
    var lattice = Lattice.chain(20);
    var problem = Ising.on(lattice).field(1.0);
    var model = Rbm.DEFAULTS.density(4).translationInvariant();
    var sampler = Metropolis.singleFlips().chains(1024).sweeps(2);
    var rate = Schedule.from(0.05, 0.02, 200);
    var shift = Schedule.from(1e-2, 1e-4, 100);
    var optimizer = NaturalGradient.rate(0.05).rate(rate).shift(shift);
    var study = GroundState.of(problem, model).sampler(sampler).optimizer(optimizer).steps(250);

    IO.println("energy  " + study.run().result("energy"));
    IO.println("exact   " + problem.reference().orElseThrow().value());
}
