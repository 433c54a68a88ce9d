package ansatz.lattice;

import java.util.Arrays;

/// A map of the sites onto each other, such as a translation.
public final class Permutation {
    private final int[] image;

    private Permutation(int[] image) {
        this.image = image;
    }

    /// @param image the site that each site is moved to, each site once
    /// @throws IllegalArgumentException if a site is missing
    public static Permutation of(int... image) {
        var seen = new boolean[image.length];
        for (int site : image) {
            if (site < 0 || site >= image.length || seen[site]) {
                throw new IllegalArgumentException("a permutation of " + image.length
                        + " sites holds each site once; found " + Arrays.toString(image));
            }
            seen[site] = true;
        }
        return new Permutation(image.clone());
    }

    /// The permutation that moves nothing.
    public static Permutation identity(int sites) {
        var image = new int[sites];
        Arrays.setAll(image, i -> i);
        return new Permutation(image);
    }

    /// The permutation that does `first` and then this one.
    ///
    /// @throws IllegalArgumentException if the two have different numbers of sites
    public Permutation after(Permutation first) {
        if (first.sites() != sites()) {
            throw new IllegalArgumentException(
                    "a permutation of " + sites() + " sites cannot follow one of " + first.sites());
        }
        var product = new int[image.length];
        Arrays.setAll(product, i -> image[first.image[i]]);
        return new Permutation(product);
    }

    /// How many sites it permutes.
    public int sites() {
        return image.length;
    }

    /// The site that `site` is moved to.
    public int image(int site) {
        return image[site];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Permutation p && Arrays.equals(image, p.image);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(image);
    }

    @Override
    public String toString() {
        return Arrays.toString(image);
    }
}
