package ansatz.thermal;

import ansatz.lattice.Chain;
import ansatz.lattice.Lattice;
import ansatz.lattice.Square;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Reference;
import java.util.Optional;

/// The Potts model: spins with q states, E = -J sum_<ij> delta(s_i, s_j).
@Name(
        value = "potts",
        summary = "Potts model, E = -J sum_<ij> delta(s_i, s_j)",
        cite = "R. B. Potts, Math. Proc. Camb. Phil. Soc. 48, 106 (1952); F. Y. Wu, Rev. Mod. Phys. 54, 235 (1982)",
        exact =
                "small lattices: transfer matrix, random clusters; at a transition of first order, 1 / ln(1 + sqrt q): the phases of the infinite square lattice, R. J. Baxter, J. Phys. C 6, L445 (1973)")
public record Potts(
        @Key(value = "sites and bonds", required = true) Lattice lattice,

        @Key(value = "number of states q of a spin", min = 2, max = 127)
        int states,

        @Key(value = "coupling J; positive is ferromagnetic", min = -1e6, max = 1e6)
        double coupling)
        implements ClassicalModel {

    /// Three states on a ring of 20 spins.
    public static final Potts DEFAULTS = new Potts(Chain.DEFAULTS, 3, 1);

    /// The ferromagnet, J = 1.
    public static Potts on(Lattice lattice, int states) {
        return new Potts(lattice, states, 1);
    }

    /// The transition temperature of the infinite square lattice in units of J, 1 / ln(1 + sqrt q) (R. J. Baxter,
    /// J.
    /// Phys. C 6, L445 (1973)).
    public static double criticalSquare(int states) {
        return 1 / Math.log(1 + Math.sqrt(states));
    }

    /// The latent heat per site of the infinite square lattice at the transition, in units of J, for q above 4; 0
    /// up to 4.
    ///
    /// R. J. Baxter, J. Phys. C 6, L445 (1973): 2 (1 + 1/sqrt q) tanh(theta / 2) prod_(n>=1) tanh^2(n theta), with
    /// 2 cosh theta = sqrt q.
    public static double latentHeat(int states) {
        if (states <= 4) {
            return 0;
        }
        double root = Math.sqrt(states);
        double theta = Math.log(root / 2 + Math.sqrt(states / 4.0 - 1));
        double heat = 2 * (1 + 1 / root) * Math.tanh(theta / 2);
        // factors come as close to 1 as a double can tell
        for (int n = 1; n * theta < 20; n++) {
            heat *= Math.pow(Math.tanh(n * theta), 2);
        }
        return heat;
    }

    @Override
    public double pair() {
        return coupling;
    }

    @Override
    public double field() {
        return 0;
    }

    @Override
    public double offset() {
        return 0;
    }

    @Override
    public double order(int[] counts) {
        int most = 0;
        int sites = 0;
        for (int count : counts) {
            most = Math.max(most, count);
            sites += count;
        }
        return ((double) states * most / sites - 1) / (states - 1);
    }

    @Override
    public String unit() {
        return "J";
    }

    @Override
    public Optional<Exact> exact(double temperature) {
        return TransferMatrix.exact(this, temperature).or(() -> RandomClusters.exact(this, temperature));
    }

    @Override
    public Optional<Reference> critical() {
        boolean torus = lattice instanceof Square square
                && square.periodic().first()
                && square.periodic().second();
        return torus && coupling > 0
                ? Optional.of(Reference.exact(
                        coupling * criticalSquare(states),
                        "infinite lattice, 1 / ln(1 + sqrt q), R. J. Baxter, J. Phys. C 6, L445 (1973)"))
                : Optional.empty();
    }

    @Override
    public Optional<Coexistence> coexistence(double temperature) {
        boolean there = critical()
                .filter(known -> Math.abs(temperature / known.value() - 1) < 1e-6)
                .isPresent();
        if (!there || states <= 4) {
            return Optional.empty();
        }
        double middle = -coupling * (1 + 1 / Math.sqrt(states));
        double half = coupling * latentHeat(states) / 2;
        return Optional.of(new Coexistence(
                middle + half, middle - half, "infinite lattice, R. J. Baxter, J. Phys. C 6, L445 (1973)"));
    }
}
