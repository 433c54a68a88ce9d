import module ansatz;
import ansatz.continuum.model.Product;
import ansatz.schema.Reference;

/// Bosons in a harmonic trap that attract each other by springs, H = sum (-lap + r^2)/2 + g/2 sum_(i<j) r_ij^2 with
/// hbar = m = w = 1: the centre of mass keeps the frequency 1, all other modes have W = (1 + N g)^(1/2).
record Springs(int n, double g) implements ParticleProblem {
    public ParticleSystem system() {
        return new ParticleSystem(new Space.Open(3), Particles.bosons(n), 1, ParticleSystem.Cusps.NONE);
    }

    public Hamiltonian hamiltonian() {
        return Hamiltonian.kinetic(0.5)
                .plus("trap", new OneBody(x -> x.square().sum(-1).times(0.5)))
                .plus("springs", new PairPotential(r -> r.square().times(0.5 * g)));
    }

    public String unit() {
        return "hbar w";
    }

    public Optional<Reference> reference() {
        return Optional.of(Reference.exact(1.5 * (1 + (n - 1) * Math.sqrt(1 + n * g)), "normal modes"));
    }
}

/// Start it with: ./ansatz run examples/TrappedBosons.java
void main() {
    var problem = new Springs(4, 0.75);
    var psi = Product.of(Gaussian.DEFAULTS, PairNetwork.DEFAULTS);
    var study = Study.particles(problem, psi)
            .sampler(Langevin.DEFAULTS.walkers(512))
            .optimizer(NaturalGradient.DEFAULTS.rate(Schedule.from(0.1, 0.02, 100)))
            .steps(100)
            .evaluation(Evaluation.DEFAULTS.error(1e-3));

    IO.println("energy  " + study.run().energy());
    IO.println("exact   " + problem.reference().orElseThrow().value());
}
