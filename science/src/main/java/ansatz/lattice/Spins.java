package ansatz.lattice;

import java.util.Arrays;

/// Configurations of spins, -1 or 1, on the sites of a lattice: a planned buffer that is changed in place.
///
/// The value of spin i in configuration n stands at `values()[i * stride() + n]`, so that one site of all
/// configurations is contiguous. Columns from [#count()] to [#stride()] are padding and hold legal spins too.
public final class Spins {
    private static final int LANES = 16;

    private final int sites;
    private final int count;
    private final int stride;
    private final double[] values;

    /// All spins up.
    ///
    /// @param sites the number of sites, at least 1
    /// @param count the number of configurations, at least 1
    public Spins(int sites, int count) {
        if (sites < 1 || count < 1) {
            throw new IllegalArgumentException(
                    "spins on " + sites + " sites in " + count + " configurations; both must be at least 1");
        }
        this.sites = sites;
        this.count = count;
        this.stride = (count + LANES - 1) / LANES * LANES;
        this.values = new double[Math.multiplyExact(sites, stride)];
        Arrays.fill(values, 1.0);
    }

    /// The number of sites.
    public int sites() {
        return sites;
    }

    /// The number of configurations.
    public int count() {
        return count;
    }

    /// The distance of two sites in [#values()]: a multiple of 16, at least [#count()].
    public int stride() {
        return stride;
    }

    /// The spins themselves, `[site][configuration]`.
    public double[] values() {
        return values;
    }

    /// Spin `site` of configuration `n`.
    public double get(int site, int n) {
        return values[site * stride + n];
    }

    /// Turns spin `site` of configuration `n` over.
    public void flip(int site, int n) {
        values[site * stride + n] = -values[site * stride + n];
    }

    /// Sets spin `site` of configuration `n`.
    ///
    /// @param down whether it is -1
    public void set(int site, int n, boolean down) {
        values[site * stride + n] = down ? -1 : 1;
    }

    /// How many words [#pack] writes for a configuration.
    public static int words(int sites) {
        return (sites + 63) / 64;
    }

    /// Writes all configurations as bits, `[configuration][word]`: bit i % 64 of word i / 64 is set where spin i is
    /// -1.
    public void pack(long[] bits, int offset) {
        int words = words(sites);
        Arrays.fill(bits, offset, offset + count * words, 0L);
        for (int i = 0; i < sites; i++) {
            for (int n = 0; n < count; n++) {
                if (get(i, n) < 0) {
                    bits[offset + n * words + (i >> 6)] |= 1L << i;
                }
            }
        }
    }

    /// Takes all configurations from bits, as [#pack] writes them.
    public void unpack(long[] bits, int offset) {
        int words = words(sites);
        for (int i = 0; i < sites; i++) {
            for (int n = 0; n < count; n++) {
                set(i, n, (bits[offset + n * words + (i >> 6)] >>> i & 1) == 1);
            }
        }
    }
}
