package ansatz.thermal;

import ansatz.lattice.Bond;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Counts the bonds with equal spins, eight at a time wherever the bonds of eight successive sites lead to eight
/// successive sites, as almost all bonds of a regular lattice do.
final class PairCount {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int LANES = Long.BYTES;
    private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;

    private final int bonds;
    /// Bonds (from + i, to + i) for i below the length, as triples.
    private final int[] runs;
    /// All other bonds, as pairs.
    private final int[] singles;

    PairCount(List<Bond> bonds) {
        this.bonds = bonds.size();
        List<int[]> pairs = new ArrayList<>();
        for (Bond bond : bonds) {
            pairs.add(new int[] {Math.min(bond.from(), bond.to()), Math.max(bond.from(), bond.to())});
        }
        pairs.sort(Comparator.<int[]>comparingInt(pair -> pair[1] - pair[0]).thenComparingInt(pair -> pair[0]));
        List<Integer> together = new ArrayList<>();
        List<Integer> alone = new ArrayList<>();
        int from = 0;
        for (int k = 1; k <= pairs.size(); k++) {
            boolean goesOn = k < pairs.size()
                    && pairs.get(k)[0] == pairs.get(k - 1)[0] + 1
                    && pairs.get(k)[1] == pairs.get(k - 1)[1] + 1;
            if (!goesOn) {
                if (k - from >= LANES) {
                    together.addAll(List.of(pairs.get(from)[0], pairs.get(from)[1], k - from));
                } else {
                    for (int[] pair : pairs.subList(from, k)) {
                        alone.addAll(List.of(pair[0], pair[1]));
                    }
                }
                from = k;
            }
        }
        this.runs = together.stream().mapToInt(i -> i).toArray();
        this.singles = alone.stream().mapToInt(i -> i).toArray();
    }

    /// How many bonds have equal spins; states are 0 to 126.
    long equal(byte[] states) {
        int unequal = 0;
        for (int k = 0; k < runs.length; k += 3) {
            unequal += unequal(states, runs[k], runs[k + 1], runs[k + 2]);
        }
        for (int k = 0; k < singles.length; k += 2) {
            unequal += states[singles[k]] == states[singles[k + 1]] ? 0 : 1;
        }
        return bonds - unequal;
    }

    private static int unequal(byte[] states, int from, int to, int length) {
        int unequal = 0;
        int i = 0;
        for (; i <= length - LANES; i += LANES) {
            unequal += differing(states, from + i, to + i, 0);
        }
        if (i < length) {
            // the last eight, without those that were counted
            unequal += differing(states, from + length - LANES, to + length - LANES, LANES - (length - i));
        }
        return unequal;
    }

    /// How many of eight bytes differ from eight others, the first few left out.
    private static int differing(byte[] states, int a, int b, int skipped) {
        long difference = ((long) LONGS.get(states, a) ^ (long) LONGS.get(states, b)) >>> 8 * skipped;
        // a byte that is not 0 carries into its highest bit, and no further
        return Long.bitCount((difference + LOW_BITS) & ~LOW_BITS);
    }
}
