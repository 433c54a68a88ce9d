package ansatz.continuum.space;

/// Particles that cannot be told from each other: electrons with spin up, bosons.
///
/// @param name as in a table, such as "up"
/// @param count how many there are, at least 1
/// @param fermions whether psi changes its sign when two of them change places; else it does not change
public record Species(String name, int count, boolean fermions) {
    public Species {
        if (count < 1) {
            throw new IllegalArgumentException("a species has at least one particle, not " + count);
        }
    }
}
