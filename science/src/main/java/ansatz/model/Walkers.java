package ansatz.model;

import ansatz.lattice.Spins;
import org.jspecify.annotations.Nullable;

/// A block of Markov chains that are advanced in lockstep, with whatever tables make ratios of the wave function
/// cheap.
///
/// A block belongs to one thread at a time.
public interface Walkers {
    /// The current configurations. After they were changed from outside, [#refresh()] has to be called.
    Spins spins();

    /// Computes all tables anew from the spins and the parameters that are bound.
    void refresh();

    /// psi(s') / psi(s) for each chain, where s' is s with some spins flipped.
    ///
    /// @param sites the flipped sites, each once
    /// @param needed where it is 0, the ratio of that chain is not needed and may be anything; null: all are needed
    /// @param re takes the real parts of the ratios, as long as the stride of the spins
    /// @param im takes the imaginary parts; a real wave function leaves it alone
    void ratios(int[] sites, double @Nullable [] needed, double[] re, double[] im);

    /// One step of Metropolis in each chain: flips the sites where uniform < min(1, |psi(s')/psi(s)|^2).
    ///
    /// That all chains propose the same sites leaves each chain a valid one, and the chains independent at
    /// stationarity: given the sites, the kernel of the block is a product of kernels, which keeps a product of
    /// distributions.
    ///
    /// @param sites the sites, each once
    /// @param uniform a random number in (0, 1) for each chain, at least 1 where the move is not allowed; as long
    /// as the stride of the spins
    /// @return how many chains moved
    int propose(int[] sites, double[] uniform);

    /// Flips the sites in the chains that somebody else accepted the move of, right after [#ratios] of these chains
    /// for
    /// the same sites.
    ///
    /// @param uniform 0 where the chain moves, at least 1 where it stays; as long as the stride of the spins
    /// @return how many chains moved: fewer where a ratio is so small that its square is 0
    default int follow(int[] sites, double[] uniform) {
        return propose(sites, uniform);
    }
}
