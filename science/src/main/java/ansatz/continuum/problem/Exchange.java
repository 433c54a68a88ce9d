package ansatz.continuum.problem;

import ansatz.continuum.space.ParticleSystem;
import ansatz.engine.trace.Value;

/// The sum over pairs of w(r_ij) P_ij, with P_ij the exchange of the positions of two particles of different
/// species: its local energy is sum w(r_ij) psi(P_ij x) / psi(x). Between fermions with spin up and spin down it is
/// minus the exchange of their spins.
///
/// @param weight w as a pair potential
public record Exchange(PairPotential weight) implements Term {
    /// w(r_ij) of each pair of [#pairs], `[pairs]`.
    public Value weights(Value x, ParticleSystem system) {
        return weight.byPair(x, system);
    }

    /// The particles of each pair, `[pair][2]`.
    public int[][] pairs(ParticleSystem system) {
        return Distances.of(system.particles(), weight.which()).pairs().stream()
                .map(int[]::clone)
                .toArray(int[][]::new);
    }
}
