package ansatz.lattice;

import java.util.List;

/// Sites, numbered from 0, and the bonds between them.
///
/// An implementation is a record that holds lengths, not sites: building one is cheap whatever it says.
public interface Lattice {
    /// How many sites there are.
    int sites();

    /// The pairs of nearest neighbours, each pair once.
    List<Bond> bonds();

    /// The translations that map the lattice and its bonds onto themselves, the identity first. Only the identity
    /// where there is no other.
    List<Permutation> translations();

    /// How many translations there are, without listing them.
    int translationCount();

    /// A periodic chain.
    ///
    /// @param length the number of sites, at least 3
    static Chain chain(int length) {
        return Chain.DEFAULTS.length(length);
    }
}
