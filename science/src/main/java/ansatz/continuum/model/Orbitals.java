package ansatz.continuum.model;

import ansatz.continuum.space.ParticleSystem;
import ansatz.continuum.space.Species;
import ansatz.engine.trace.Value;
import ansatz.schema.Problems;
import java.util.ArrayList;
import java.util.List;

/// Functions of one particle, in order of their energy without interactions. An implementation is a record with
/// [ansatz.schema.Name].
public interface Orbitals {
    /// Some orbitals at the positions of some particles: phi_a(x_i) = exp(envelope_i) values_ia. What all orbitals
    /// of a particle have in common leaves a determinant as a sum of logarithms.
    ///
    /// @param envelope `[particles]`
    /// @param values `[particles, orbitals]`
    record Rows(Value envelope, Value values) {
        /// What the rows of all particles have in common, times psi of the rest.
        static LogPsi enveloped(LogPsi psi, List<Rows> rows) {
            Value envelope = rows.stream()
                    .map(each -> each.envelope.sum())
                    .reduce(Value::plus)
                    .orElseThrow();
            return new LogPsi(psi.log().plus(envelope), psi.sign());
        }
    }

    /// How many parameters the first orbitals have.
    double parameterCount(int count, ParticleSystem system);

    /// Reports what keeps the first orbitals from being a choice for a system.
    ///
    /// @param count how many are asked for
    /// @param problems takes keys of this record
    void check(int count, ParticleSystem system, Problems problems);

    /// The first orbitals.
    ///
    /// @param x `[particles, dimension]`
    Rows at(Value x, int count, ParticleSystem system);

    /// For each of the first orbitals the number, from 0 on and increasing, of the set that translations mix it
    /// with.
    int[] sets(int count, ParticleSystem system);

    /// The orbitals that each species fills, and some above them, at the positions of its particles.
    ///
    /// @param x `[particles, dimension]` of all species
    /// @param virtual how many above those filled
    default List<Rows> ofSpecies(Value x, int virtual, ParticleSystem system) {
        var rows = new ArrayList<Rows>();
        int first = 0;
        for (Species species : system.particles().species()) {
            int n = species.count();
            rows.add(at(x.slice(0, first, first + n), n + virtual, system));
            first += n;
        }
        return rows;
    }
}
